package io.exposedapp.operator.cluster;

import io.exposedapp.operator.app.App;
import io.exposedapp.operator.plan.Action;
import io.exposedapp.operator.plan.Action.Section;
import io.exposedapp.operator.plan.Failure;
import io.exposedapp.operator.plan.Learnt;
import io.exposedapp.operator.plan.Problem;
import io.exposedapp.operator.plan.Proof;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Carries out the plan for an app. It decides nothing: what a failed write means goes back as what was learnt (a lost race, a number that
 * is taken), as a problem to be told, or as the exception it was when the API server could not be reached.
 */
public final class AppApplier {

    private final KubernetesClient client;
    final Writes writes;
    final ServiceWrites services;
    final HoldWrites holds;
    final PodWrites podWrites;
    final SecondLook secondLook;
    final Caches caches;
    final Repairs repairs;
    final AppWrites made;
    final QuotaGate quotas;
    final Rejections rejections = new Rejections();
    final WritePacing pacing;
    final OperatorAccess access;
    final InstantSource clock;

    /** @param client asks once: how often a write is repeated is decided here (QuickRetry, WritePacing) */
    public AppApplier(KubernetesClient client, OperatorAccess access, Caches caches, Repairs repairs, AppWrites made, WritePacing pacing,
            InstantSource clock) {
        this.client = client;
        this.writes = new Writes(client, caches);
        this.services = new ServiceWrites(writes, pacing);
        this.holds = new HoldWrites(client, caches);
        this.podWrites = new PodWrites(client, caches);
        this.secondLook = new SecondLook(writes, holds, podWrites);
        this.access = access;
        this.caches = caches;
        this.repairs = repairs;
        this.made = made;
        this.pacing = pacing;
        this.quotas = new QuotaGate(caches);
        this.clock = clock;
    }

    /** What earlier passes have learnt and still holds. */
    public Learnt before(App app) {
        var now = clock.instant();
        return new Learnt(Map.of(), rejections.of(app.ref(), caches.terms::inRange, now), Set.of(), pacing.contests(app.ref()),
                rejections.outOfRange(app.ref(), caches.terms::inRange, now),
                pacing.alterations(app.ref()), Proof.NONE);
    }

    /**
     * The first write of each section, as a problem: the operator may not make the look that has to come before any of them.
     *
     * @param actions that the plan would ask for
     * @return nothing, where the exception is about something else
     */
    public List<Problem> unlooked(App app, List<Action.OfApp> actions, KubernetesClientException e) {
        var first = new EnumMap<Section, Action.OfApp>(Section.class);
        actions.forEach(action -> first.putIfAbsent(action.section(app), action));
        return access.classify(e) instanceof Failure.OfOperator lacking
                ? first.values().stream().map(action -> pacing.failed(app, action, lacking)).toList()
                : List.of();
    }

    /**
     * Makes the writes in their order, but pods several at a time; the first failure of a section ends it.
     *
     * @param live the app, as it was read before the plan was made
     */
    public Applied apply(App app, List<Action.OfApp> actions, Learnt learnt, LiveSpec live) {
        var run = new AppRun(this, app, learnt, new PodTemplates(client, caches, app, live.spec()), live);
        run.perform(actions);
        return run.applied();
    }
}

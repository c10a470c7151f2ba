package io.exposedapp.operator.cluster;

import io.exposedapp.operator.app.App;
import io.exposedapp.operator.plan.Action;
import io.exposedapp.operator.plan.Learnt;
import io.exposedapp.operator.plan.Proof;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Carries out the plan for an app. It decides nothing: what a failed write means goes back as what was learnt (a lost race, a number that
 * is taken), as a problem to be told, or as the exception it was when the API server could not be reached.
 */
public final class AppApplier {

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
    final Contests contests = new Contests();
    final Alterations alterations = new Alterations();
    final WriteBackoff backoff = new WriteBackoff();
    final InstantSource clock;

    public AppApplier(KubernetesClient client, Caches caches, Repairs repairs, AppWrites made, InstantSource clock) {
        // How often a write is repeated is decided here (QuickRetry, WriteBackoff), and not by the client.
        var once = OneTry.of(client);
        this.writes = new Writes(once, caches);
        this.services = new ServiceWrites(writes, contests, alterations, clock);
        this.holds = new HoldWrites(once, caches);
        this.podWrites = new PodWrites(once, caches);
        this.secondLook = new SecondLook(writes, holds, podWrites);
        this.caches = caches;
        this.repairs = repairs;
        this.made = made;
        this.quotas = new QuotaGate(caches);
        this.clock = clock;
    }

    /** What earlier passes have learnt and still holds. */
    public Learnt before(App app) {
        var now = clock.instant();
        return new Learnt(Map.of(), rejections.of(app.ref(), now), Set.of(), contests.of(app.ref(), now),
                rejections.outOfRange(app.ref(), now),
                alterations.of(app.ref()), Proof.NONE);
    }

    /**
     * Makes the writes in their order, but pods several at a time; the first failure of a section ends it.
     *
     * @param looked when the app was read live, before the plan was made
     */
    public Applied apply(App app, List<Action.OfApp> actions, Learnt learnt, Instant looked) {
        var run = new AppRun(this, app, learnt, looked);
        run.perform(actions);
        return run.applied();
    }
}

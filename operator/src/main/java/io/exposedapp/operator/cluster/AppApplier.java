package io.exposedapp.operator.cluster;

import io.exposedapp.operator.app.App;
import io.exposedapp.operator.ledger.Entry;
import io.exposedapp.operator.ledger.Hold;
import io.exposedapp.operator.ledger.LearntRange;
import io.exposedapp.operator.ledger.Range;
import io.exposedapp.operator.plan.Action;
import io.exposedapp.operator.plan.Action.Section;
import io.exposedapp.operator.plan.Failure;
import io.exposedapp.operator.plan.Learnt;
import io.exposedapp.operator.plan.Problem;
import io.exposedapp.operator.workload.Move;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Carries out the plan for an app. It decides nothing: what a failed write means goes back as what was learnt (a lost race, a number that
 * is taken), as a problem to be told, or as the exception it was when the API server could not be reached.
 */
public final class AppApplier {

    /**
     * How long a live look is evidence. A process that is stopped in the middle of its plan must not go on with it when it wakes: the pass
     * goes round again instead, and looks again.
     */
    private static final Duration EVIDENCE = Duration.ofSeconds(5);

    private final Writes writes;
    private final ServiceWrites services;
    private final HoldWrites holds;
    private final PodWrites podWrites;
    private final Caches caches;
    private final Repairs repairs;
    private final QuotaGate quotas;
    private final Rejections rejections = new Rejections();
    private final Contests contests = new Contests();
    private final InstantSource clock;

    public AppApplier(KubernetesClient client, Caches caches, Repairs repairs, InstantSource clock) {
        this.writes = new Writes(client, caches);
        this.services = new ServiceWrites(writes, contests, clock);
        this.holds = new HoldWrites(client, caches);
        this.podWrites = new PodWrites(client, caches);
        this.caches = caches;
        this.repairs = repairs;
        this.quotas = new QuotaGate(caches);
        this.clock = clock;
    }

    /** What earlier passes have learnt and still holds. */
    public Learnt before(App app) {
        var now = clock.instant();
        return new Learnt(Map.of(), rejections.of(app.ref(), now), Set.of(), contests.of(app.ref(), now));
    }

    /**
     * Makes the writes in their order; the first failure of a section ends it.
     *
     * @param looked when the app was read live, before the plan was made
     */
    public Applied apply(App app, List<Action.OfApp> actions, Learnt learnt, Instant looked) {
        var run = new Run(app, learnt, looked);
        try {
            for (Action.OfApp action : actions) {
                if (!run.ended(action)) {
                    run.perform(action);
                }
            }
        } finally {
            WriteLog.done(app, run.done);
        }
        return new Applied(new Learnt(run.fresh, run.rejected, run.occupied, contests.of(app.ref(), clock.instant())),
                run.problems, run.namespaceTerminating);
    }

    private final class Run {

        private final App app;
        private final Instant looked;
        private final Map<Integer, Entry> fresh;
        private final Map<Integer, Instant> rejected;
        private final Set<String> occupied;
        private final List<Problem> problems = new ArrayList<>();
        private final List<Action.OfApp> done = new ArrayList<>();
        private final Set<Section> ended = EnumSet.noneOf(Section.class);
        private final Set<String> refusedRevisions = new HashSet<>();
        private boolean namespaceTerminating;

        Run(App app, Learnt learnt, Instant looked) {
            this.app = app;
            this.looked = looked;
            this.fresh = new HashMap<>(learnt.fresh());
            this.rejected = new HashMap<>(learnt.rejected());
            this.occupied = new HashSet<>(learnt.occupied());
        }

        /** Whether a failure before, or the time that has passed, rules this write out. */
        boolean ended(Action.OfApp action) {
            return namespaceTerminating || clock.instant().isAfter(looked.plus(EVIDENCE)) || ended.contains(action.section(app))
                    || (action instanceof Action.Pods(Move.CreatePod create) && refusedRevisions.contains(create.revision()));
        }

        void perform(Action.OfApp action) {
            try {
                switch (action) {
                    case Action.CreateEntry create -> {
                        var claimed = quotas.claim(create.entry(), rejected, () -> writes.create(create));
                        if (claimed.isEmpty()) {
                            ended.add(action.section(app));
                            return;
                        }
                        fresh.put(create.entry().number(), claimed.get());
                    }
                    case Action.AmendEntry(Entry before, Entry entry) -> writes.update(before, entry);
                    case Action.RewriteEntry(Entry entry) -> writes.update(entry, entry);
                    case Action.DiscardClaim(Entry entry) -> {
                        fresh.remove(entry.number());
                        // Another operator may have put it on the Service, which caches need not show yet: then it is to rest.
                        if (writes.reachedService(app, entry)) {
                            return;
                        }
                        writes.delete(entry);
                    }
                    case Action.OfService write -> {
                        services.perform(app, write);
                        if (write.section(app) == Section.PORTS && !(write instanceof Action.DeleteService)) {
                            served();
                        }
                    }
                    case Action.RemoveHold(Hold hold) -> holds.remove(hold);
                    case Action.Pods(Move move) -> podWrites.perform(app, move);
                }
                repairs.wrote(app, action);
                done.add(action);
            } catch (KubernetesClientException e) {
                failed(action, e);
                if (action instanceof Action.Pods(Move.CreatePod create) && !problems.isEmpty()
                        && problems.getLast().action().equals(action)) {
                    // A policy that refuses the old revision's pods must not keep the corrected one from starting.
                    refusedRevisions.add(create.revision());
                } else {
                    ended.add(action.section(app));
                }
            }
        }

        /** What a Service has carried is no claim any more that could be taken back: it rests. */
        private void served() {
            rejections.clear(app.ref());
            fresh.clear();
        }

        private void failed(Action.OfApp action, KubernetesClientException e) {
            switch (ApiFailures.classify(e)) {
                case Failure.Unavailable _ -> throw e;
                case Failure.NamespaceTerminating _ -> namespaceTerminating = true;
                case Failure.Rejected rejection -> problems.add(new Problem(action, rejection));
                case Failure.AlreadyExists exists when podWrites.foreignBudget(app, action) -> problems.add(new Problem(action, exists));
                case Failure.Conflict _,Failure.AlreadyExists _,Failure.Gone _ -> lookAgain(action);
                case Failure.NumberOutOfRange(int _, Range range) -> caches.learn(new LearntRange.Known(range));
                case Failure.NumberTaken(int number) -> {
                    // A create of a Service that exists says the same, even of our own whose answer was lost.
                    // Our own hold is never "taken": the pass goes round again, and removes it first.
                    if (!holds.refresh(number)
                            && !(action instanceof Action.CreateService && writes.refresh(app.ref().namespace(), app.service().name()))) {
                        rejected.put(number, rejections.rejected(app.ref(), number, clock.instant()));
                    }
                }
            }
        }

        /** The race was lost, or won by an earlier try of ours: the caches learn what is there, and the pass goes round again. */
        private void lookAgain(Action.OfApp action) {
            switch (action) {
                case Action.CreateEntry(Entry entry) -> writes.refresh(entry.number());
                case Action.AmendEntry(Entry before, Entry _) -> writes.refresh(before.number());
                case Action.RewriteEntry(Entry entry) -> writes.refresh(entry.number());
                case Action.DiscardClaim(Entry entry) -> writes.refresh(entry.number());
                case Action.OfService write -> writes.refresh(app.ref().namespace(), write.service());
                case Action.RemoveHold(Hold hold) -> holds.refresh(hold.number());
                case Action.Pods(Move move) -> podWrites.refresh(app, move).ifPresent(occupied::add);
            }
        }
    }
}

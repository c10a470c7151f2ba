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
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One plan on its way to the API server. */
final class AppRun {

    /**
     * How long a live look is evidence. A process that is stopped in the middle of its plan must not go on with it when it wakes: the pass
     * goes round again instead, and looks again.
     */
    private static final Duration EVIDENCE = Duration.ofSeconds(5);

    private final AppApplier parts;
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

    AppRun(AppApplier parts, App app, Learnt learnt, Instant looked) {
        this.parts = parts;
        this.app = app;
        this.looked = looked;
        this.fresh = new HashMap<>(learnt.fresh());
        this.rejected = new HashMap<>(learnt.rejected());
        this.occupied = new HashSet<>(learnt.occupied());
    }

    /** Whether a failure before, or the time that has passed, rules this write out. */
    private boolean ended(Action.OfApp action) {
        return namespaceTerminating || parts.clock.instant().isAfter(looked.plus(EVIDENCE)) || ended.contains(action.section(app))
                || (action instanceof Action.Pods(Move.CreatePod create) && refusedRevisions.contains(create.revision()));
    }

    void perform(List<Action.OfApp> actions) {
        try {
            performAll(actions);
        } finally {
            WriteLog.done(app, done);
            parts.made.add(app.ref(), done.size());
        }
    }

    /** What came of it. */
    Applied applied() {
        return new Applied(new Learnt(fresh, rejected, occupied, parts.contests.of(app.ref(), parts.clock.instant())), problems,
                namespaceTerminating);
    }

    private void performAll(List<Action.OfApp> actions) {
        for (var rest = actions; !rest.isEmpty();) {
            var pods = alike(rest);
            if (!pods.isEmpty()) {
                SideBySide.send(pods, pod -> !ended(pod), pod -> parts.podWrites.perform(app, ((Action.Pods) pod).move()), this::tried);
            } else if (!ended(rest.getFirst())) {
                perform(rest.getFirst());
            }
            rest = rest.subList(Math.max(1, pods.size()), rest.size());
        }
    }

    private void perform(Action.OfApp action) {
        try {
            switch (action) {
                case Action.CreateEntry create -> {
                    var claimed = parts.quotas.claim(create.entry(), rejected, () -> parts.writes.create(create));
                    if (claimed.isEmpty()) {
                        ended.add(action.section(app));
                        return;
                    }
                    fresh.put(create.entry().number(), claimed.get());
                }
                case Action.AmendEntry(Entry before, Entry entry) -> parts.writes.patch(before, entry);
                case Action.RewriteEntry(Entry entry) -> parts.writes.patch(entry, entry);
                case Action.DiscardClaim(Entry entry) -> {
                    fresh.remove(entry.number());
                    // Another operator may have put it on the Service, which caches need not show yet: then it is to rest.
                    if (parts.writes.reachedService(app, entry)) {
                        return;
                    }
                    parts.writes.delete(entry);
                }
                case Action.OfService write -> {
                    parts.services.perform(app, write);
                    if (write.section(app) == Section.PORTS && !(write instanceof Action.DeleteService)) {
                        served();
                    }
                }
                case Action.RemoveHold(Hold hold) -> parts.holds.remove(hold);
                case Action.Pods(Move move) -> parts.podWrites.perform(app, move);
            }
            succeeded(action);
        } catch (KubernetesClientException e) {
            failed(action, e);
        }
    }

    private void tried(SideBySide.Tried<Action.OfApp> pod) {
        if (pod.failure() == null) {
            succeeded(pod.what());
        } else {
            failed(pod.what(), pod.failure());
        }
    }

    private void succeeded(Action.OfApp action) {
        parts.repairs.wrote(app, action);
        done.add(action);
    }

    private void failed(Action.OfApp action, KubernetesClientException e) {
        learn(action, e);
        if (action instanceof Action.Pods(Move.CreatePod create) && !problems.isEmpty() && problems.getLast().action().equals(action)) {
            // A policy that refuses the old revision's pods must not keep the corrected one from starting.
            refusedRevisions.add(create.revision());
        } else {
            ended.add(action.section(app));
        }
    }

    /** What a Service has carried is no claim any more that could be taken back: it rests. */
    private void served() {
        parts.rejections.clear(app.ref());
        fresh.clear();
    }

    private void learn(Action.OfApp action, KubernetesClientException e) {
        switch (ApiFailures.classify(e)) {
            case Failure.Unavailable _ -> throw e;
            case Failure.NamespaceTerminating _ -> namespaceTerminating = true;
            case Failure.Rejected rejection -> problems.add(new Problem(action, rejection));
            case Failure.AlreadyExists exists when action instanceof Action.Pods(Move.CreateBudget _) ->
                // A pod takes another name; a budget has only this one.
                parts.secondLook.at(app, action).ifPresent(name -> problems.add(new Problem(action, exists)));
            case Failure.Conflict _,Failure.AlreadyExists _,Failure.Gone _ -> parts.secondLook.at(app, action).ifPresent(occupied::add);
            case Failure.NumberOutOfRange(int _, Range range) -> parts.caches.learn(new LearntRange.Known(range));
            case Failure.NumberTaken(int number) -> {
                // A create of a Service that exists says the same, even of our own whose answer was lost.
                // Our own hold is never "taken": the pass goes round again, and removes it first.
                if (!parts.holds.refresh(number)
                        && !(action instanceof Action.CreateService && parts.writes.refresh(app.ref().namespace(), app.service().name()))) {
                    rejected.put(number, parts.rejections.rejected(app.ref(), number, parts.clock.instant()));
                }
            }
        }
    }

    /** Pods at the front, which may be made or deleted in any order; not mixed, since what is created may need the room of what goes. */
    private static List<Action.OfApp> alike(List<Action.OfApp> actions) {
        var deletes = actions.stream().takeWhile(action -> action instanceof Action.Pods(Move.DeletePod _)).toList();
        return deletes.isEmpty() ? actions.stream().takeWhile(action -> action instanceof Action.Pods(Move.CreatePod _)).toList() : deletes;
    }
}

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
import java.util.List;

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
    private final Learning learning;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Action.OfApp> done = new ArrayList<>();
    private final EndedSections ended;

    AppRun(AppApplier parts, App app, Learnt learnt, Instant looked) {
        this.parts = parts;
        this.app = app;
        this.looked = looked;
        this.learning = new Learning(learnt);
        this.ended = new EndedSections(app);
    }

    /** Whether a failure before, or the time that has passed, rules this write out. */
    private boolean ended(Action.OfApp action) {
        return parts.clock.instant().isAfter(looked.plus(EVIDENCE)) || ended.has(action);
    }

    /** False where a failure before rules the write out; one of an earlier pass is reported as if this one had met it. */
    private boolean maySend(Action.OfApp action) {
        if (ended(action)) {
            return false;
        }
        var waits = parts.backoff.of(app, action, parts.clock.instant());
        waits.ifPresent(problem -> {
            problems.add(problem);
            end(action);
        });
        return waits.isEmpty();
    }

    void perform(List<Action.OfApp> actions) {
        try {
            performAll(actions);
        } finally {
            WriteLog.done(app, done);
            parts.made.add(app.ref(), done.size());
        }
    }

    Applied applied() {
        return new Applied(learning.learnt(parts.contests.of(app.ref(), parts.clock.instant()), parts.alterations.of(app.ref())), problems);
    }

    private void performAll(List<Action.OfApp> actions) {
        for (var rest = actions; !rest.isEmpty();) {
            var pods = PodWrites.alike(rest);
            if (!pods.isEmpty()) {
                SideBySide.send(pods, this::maySend,
                        pod -> QuickRetry.run(() -> parts.podWrites.perform(app, ((Action.Pods) pod).move())), this::tried);
            } else if (maySend(rest.getFirst())) {
                perform(rest.getFirst());
            }
            rest = rest.subList(Math.max(1, pods.size()), rest.size());
        }
    }

    private void perform(Action.OfApp action) {
        try {
            if (sent(action)) {
                succeeded(action);
            }
        } catch (KubernetesClientException e) {
            failed(action, e);
        }
    }

    /** False where, looked at once more, the write is not to be made. */
    private boolean sent(Action.OfApp action) {
        switch (action) {
            case Action.CreateEntry create -> {
                var claimed = parts.quotas.claim(create.entry(), learning.rejected(),
                        () -> QuickRetry.of(() -> parts.writes.create(create)));
                if (claimed.isEmpty()) {
                    ended.end(action, false);
                    return false;
                }
                learning.claimed(claimed.get());
            }
            case Action.AmendEntry(Entry before, Entry entry) -> QuickRetry.run(() -> parts.writes.patch(before, entry));
            case Action.RewriteEntry(Entry entry) -> QuickRetry.run(() -> parts.writes.patch(entry, entry));
            case Action.DiscardClaim(Entry entry) -> {
                learning.discarded(entry);
                // Another operator may have put it on the Service, which caches need not show yet: then it is to rest.
                if (parts.writes.reachedService(app, entry)) {
                    return false;
                }
                QuickRetry.run(() -> parts.writes.delete(entry));
            }
            case Action.OfService write -> {
                if (!QuickRetry.of(() -> parts.services.perform(app, write))) {
                    return false;
                }
                if (write.section(app) == Section.PORTS && !(write instanceof Action.DeleteService)) {
                    parts.rejections.clear(app.ref());
                    learning.served();
                }
            }
            case Action.RemoveHold(Hold hold) -> QuickRetry.run(() -> parts.holds.remove(hold));
            case Action.Pods(Move move) -> QuickRetry.run(() -> parts.podWrites.perform(app, move));
        }
        return true;
    }

    private void tried(SideBySide.Tried<Action.OfApp> pod) {
        if (pod.failure() == null) {
            succeeded(pod.what());
        } else {
            failed(pod.what(), pod.failure());
        }
    }

    private void succeeded(Action.OfApp action) {
        parts.backoff.succeeded(app, action);
        parts.repairs.wrote(app, action);
        done.add(action);
    }

    private void failed(Action.OfApp action, KubernetesClientException e) {
        learn(action, e);
        end(action);
    }

    private void end(Action.OfApp action) {
        ended.end(action, !problems.isEmpty() && problems.getLast().action().equals(action));
    }

    private void learn(Action.OfApp action, KubernetesClientException e) {
        switch (ApiFailures.classify(e)) {
            case Failure.Unavailable _ -> throw e;
            case Failure.NamespaceTerminating ending -> {
                ended.endAll();
                problems.add(new Problem(action, ending));
            }
            case Failure.Rejected rejection -> problems.add(new Problem(action, rejection));
            case Failure.Failed failure -> {
                problems.add(parts.backoff.failed(app, action, failure, parts.clock.instant()));
                // It may have been made all the same.
                parts.secondLook.at(app, action);
            }
            case Failure.AlreadyExists exists when action instanceof Action.Pods(Move.CreateBudget _) ->
                // A pod takes another name; a budget has only this one.
                parts.secondLook.at(app, action).ifPresentOrElse(_ -> problems.add(new Problem(action, exists)), () -> lost(action, e));
            case Failure.Conflict _,Failure.AlreadyExists _,Failure.Gone _ ->
                parts.secondLook.at(app, action).ifPresentOrElse(learning::occupied, () -> lost(action, e));
            case Failure.NumberOutOfRange(int number, Range range) -> {
                learning.outOfRange(number, range, parts.rejections.rejected(app.ref(), number, range, parts.clock.instant()));
                parts.caches.learn(new LearntRange.Known(range));
            }
            case Failure.NumberTaken(int number) -> {
                // A create of a Service that exists says the same, even of our own whose answer was lost.
                // Our own hold is never "taken": the pass goes round again, and removes it first.
                if (!parts.holds.refresh(number)
                        && !(action instanceof Action.CreateService && parts.writes.refresh(app.ref().namespace(), app.service().name()))) {
                    learning.rejected(number, parts.rejections.rejected(app.ref(), number, null, parts.clock.instant()));
                }
            }
        }
    }

    private void lost(Action.OfApp action, KubernetesClientException e) {
        parts.backoff.lost(app, action, ApiFailures.words(e), parts.clock.instant()).ifPresent(problems::add);
    }
}

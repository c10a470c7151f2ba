package io.exposedapp.operator.cluster;

import io.exposedapp.operator.app.App;
import io.exposedapp.operator.ledger.LearntRange;
import io.exposedapp.operator.ledger.Range;
import io.exposedapp.operator.plan.Action;
import io.exposedapp.operator.plan.Failure;
import io.exposedapp.operator.plan.Learnt;
import io.exposedapp.operator.plan.Problem;
import io.exposedapp.operator.workload.Move;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One plan on its way to the API server. */
final class AppRun {

    private final AppApplier parts;
    private final App app;
    private final PodTemplates templates;
    private final LiveSpec live;
    private final Learning learning;
    private final AppSending sending;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Action.OfApp> done = new ArrayList<>();
    private final EndedSections ended;

    AppRun(AppApplier parts, App app, Learnt learnt, PodTemplates templates, LiveSpec live) {
        this.parts = parts;
        this.app = app;
        this.templates = templates;
        this.live = live;
        this.learning = new Learning(learnt);
        this.ended = new EndedSections(app);
        this.sending = new AppSending(parts, app, learning, templates);
    }

    /** Whether a failure before, or the time that has passed, rules this write out. */
    private boolean ended(Action.OfApp action) {
        return live.expired(parts.clock.instant()) || ended.has(action);
    }

    /** False where a failure before rules the write out; one of an earlier pass is reported as if this one had met it. */
    private boolean maySend(Action.OfApp action) {
        if (ended(action)) {
            return false;
        }
        var waits = parts.pacing.heldBack(app, action);
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
        return new Applied(learning.learnt(parts.pacing.contests(app.ref()), parts.pacing.alterations(app.ref())), problems);
    }

    private void performAll(List<Action.OfApp> actions) {
        for (var rest = actions; !rest.isEmpty();) {
            var pods = PodWrites.alike(rest);
            if (!pods.isEmpty()) {
                SideBySide.send(pods, templates.atOnce(), this::maySend,
                        pod -> QuickRetry.run(() -> parts.podWrites.perform(app, ((Action.Pods) pod).move(), templates)), this::tried);
            } else if (maySend(rest.getFirst())) {
                perform(rest.getFirst());
            }
            rest = rest.subList(Math.max(1, pods.size()), rest.size());
        }
    }

    private void perform(Action.OfApp action) {
        try {
            switch (sending.send(action)) {
                case MADE -> succeeded(action);
                case NO_ROOM -> ended.end(action, false);
                case HELD_BACK -> {
                    // The next round plans with what was seen meanwhile.
                }
            }
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
        parts.pacing.made(app, action);
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
        var failure = parts.access.classify(e);
        switch (failure) {
            case Failure.Unavailable _ -> throw e;
            case Failure.NamespaceTerminating ending -> {
                ended.endAll();
                problems.add(new Problem(action, ending));
            }
            case Failure.Rejected _,Failure.NotConverging _ -> problems.add(new Problem(action, failure));
            case Failure.Failed failed -> {
                problems.add(parts.pacing.failed(app, action, failed));
                // It may have been made all the same.
                lookAt(action);
            }
            case Failure.OfOperator lacking -> problems.add(parts.pacing.failed(app, action, lacking));
            case Failure.AlreadyExists exists when action instanceof Action.Pods(Move.CreateBudget _) ->
                // A pod takes another name; a budget has only this one.
                lookAt(action).ifPresentOrElse(_ -> problems.add(new Problem(action, exists)), () -> lost(action, e));
            case Failure.Conflict _,Failure.AlreadyExists _,Failure.Gone _ ->
                lookAt(action).ifPresentOrElse(learning::occupied, () -> lost(action, e));
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
        parts.pacing.lost(app, action, ApiFailures.words(e)).ifPresent(problems::add);
    }

    private Optional<String> lookAt(Action.OfApp action) {
        try {
            return parts.secondLook.at(app, action);
        } catch (KubernetesClientException e) {
            if (parts.access.classify(e) instanceof Failure.OfOperator lacking) {
                problems.add(parts.pacing.failed(app, action, lacking));
                return Optional.empty();
            }
            throw e;
        }
    }
}

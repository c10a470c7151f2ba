package io.exposedapp.operator.status;

import static io.exposedapp.operator.status.ConditionType.AVAILABLE;
import static io.exposedapp.operator.status.ConditionType.PROGRESSING;

import io.exposedapp.operator.app.App;
import io.exposedapp.operator.plan.AppPlan;
import io.exposedapp.operator.plan.Problem;
import io.exposedapp.operator.workload.Rollout.Awaited;
import io.exposedapp.operator.workload.Rollout.Progress;
import io.exposedapp.operator.workload.Rollout.State;
import java.util.List;

/** The verdicts on {@code Available} and {@code Progressing}: how the pods are. */
final class Running {

    private Running() {
    }

    /** Counts pods of every revision: during a rollout the old ones serve. */
    static Verdict available(App app, AppPlan plan) {
        var progress = plan.progress();
        var text = "available replicas: " + progress.available() + " of " + app.replicas();
        if (progress.available() < app.replicas()) {
            return Verdict.of(AVAILABLE, Reason.REPLICAS_UNAVAILABLE, text + hindrance(progress));
        }
        return app.replicas() == 0
                ? Verdict.yes(AVAILABLE, Reason.SCALED_TO_ZERO, "no replicas are wanted; the ports keep their numbers")
                : Verdict.yes(AVAILABLE, Reason.AVAILABLE, text);
    }

    /** True also when it has arrived, as a Deployment's is. */
    static Verdict progressing(App app, AppPlan plan, List<Problem> problems) {
        var rejection = Rejection.under(PROGRESSING, app, problems);
        if (rejection.filter(complaint -> complaint.reason().usersToFix()).isPresent()) {
            return Verdict.of(PROGRESSING, rejection.get().reason(), rejection.get().message());
        }
        var verdict = byState(app, plan);
        var failed = rejection.map(complaint -> blocks(complaint, verdict, problems)
                ? Verdict.of(PROGRESSING, complaint.reason(), complaint.message())
                : verdict.and(complaint.message())).orElse(verdict);
        return Rejection.note(app, problems).map(failed::and).orElse(failed);
    }

    /** No deadline counts while the operator may not do what there is to do: the app's owner could not make it go on. */
    private static boolean blocks(Complaint complaint, Verdict verdict, List<Problem> problems) {
        return verdict.reason() == Reason.ROLLING_OUT || Rejection.lacksBudget(problems)
                || (complaint.reason().operatorsToFix() && verdict.reason() == Reason.PROGRESS_DEADLINE_EXCEEDED);
    }

    private static Verdict byState(App app, AppPlan plan) {
        var progress = plan.progress();
        var text = count(app, plan) + hindrance(progress);
        return switch (progress.state()) {
            case COMPLETE -> Verdict.yes(PROGRESSING, Reason.NEW_REVISION_AVAILABLE,
                    "every replica is of revision " + plan.revision().hash() + " and available");
            case PROGRESSING -> Verdict.yes(PROGRESSING, Reason.ROLLING_OUT, text);
            case DEADLINE_EXCEEDED -> Verdict.of(PROGRESSING, Reason.PROGRESS_DEADLINE_EXCEEDED,
                    "no progress for " + app.rollout().progressDeadline().toSeconds() + " s: " + text
                            + "; correct the spec, or make room for the pods");
            case PAUSED -> paused(text);
        };
    }

    /** What is shown where the rollout is paused: that comes before how far it is, as with a Deployment. */
    static Verdict shown(App app, AppPlan plan, Verdict progressing) {
        return app.rollout().paused() && plan.progress().state() == State.COMPLETE && !progressing.reason().usersToFix()
                ? paused(progressing.message())
                : progressing;
    }

    private static Verdict paused(String text) {
        return Verdict.unknown(PROGRESSING, Reason.ROLLOUT_PAUSED,
                "the rollout is paused: " + text + "; take rollout.paused away to go on");
    }

    private static String count(App app, AppPlan plan) {
        var progress = plan.progress();
        var old = progress.replicas() - progress.updated();
        return "replicas of revision " + plan.revision().hash() + ": " + progress.updated() + " of " + app.replicas()
                + (old > 0 ? "; of older ones: " + old : "") + "; available ones of all revisions: " + progress.available();
    }

    private static String hindrance(Progress progress) {
        return trouble(progress) + switch (progress.awaited()) {
            case Awaited.InEndpoints(String pod, String service) ->
                "; waits for pod " + pod + " to be in the endpoints of Service " + service;
            case Awaited.Gone(String pod) -> "; waits for pod " + pod + " to be gone";
            case null -> "";
        };
    }

    private static String trouble(Progress progress) {
        var worst = progress.worst();
        if (worst == null) {
            return "";
        }
        var trouble = worst.trouble();
        return "; pod " + worst.pod() + ": " + trouble.reason() + (trouble.message().isEmpty() ? "" : ": " + trouble.message());
    }
}

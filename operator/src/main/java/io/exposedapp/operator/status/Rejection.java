package io.exposedapp.operator.status;

import io.exposedapp.api.v1.Api;
import io.exposedapp.operator.app.App;
import io.exposedapp.operator.exposure.DesiredService;
import io.exposedapp.operator.exposure.SeenService;
import io.exposedapp.operator.ledger.Entry;
import io.exposedapp.operator.plan.Action;
import io.exposedapp.operator.plan.Failure;
import io.exposedapp.operator.plan.Failure.OfOperator.Cause;
import io.exposedapp.operator.plan.Problem;
import io.exposedapp.operator.workload.Budget;
import io.exposedapp.operator.workload.Move;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Writes that the API server refused or failed, in its own words. */
final class Rejection {

    private Rejection() {
    }

    /**
     * The first problem that belongs to the condition, one that the user must solve before one that passes; the problems are in the order in
     * which they arose.
     */
    static Optional<Complaint> under(ConditionType condition, App app, List<Problem> problems) {
        return problems.stream().filter(problem -> !budgetOfAnother(problem) && condition(problem.action()) == condition)
                .map(problem -> of(app, problem)).min(Comparator.comparing(c -> !c.reason().usersToFix()));
    }

    /** What has to be known and stands in the way of nothing: a PodDisruptionBudget of the app's name is another owner's. */
    static Optional<String> note(App app, List<Problem> problems) {
        return problems.stream().filter(Rejection::budgetOfAnother).findFirst().map(_ -> budget(app)
                + " is not this app's, so this app has none of its own; delete or rename it unless it is meant for these pods");
    }

    /** The operator cannot write a budget that the app asks for: the pods may all be there, and still not all that is asked for is. */
    static boolean lacksBudget(List<Problem> problems) {
        return problems.stream().anyMatch(problem -> problem.failure() instanceof Failure.OfOperator
                && (problem.action() instanceof Action.Pods(Move.CreateBudget _)
                        || problem.action() instanceof Action.Pods(Move.ResizeBudget _)));
    }

    private static ConditionType condition(Action.OfApp action) {
        return switch (action) {
            case Action.CreateEntry _,Action.AmendEntry _,Action.RewriteEntry _,Action.DiscardClaim _ -> ConditionType.PORTS_RESERVED;
            case Action.OfService _,Action.RemoveHold _ -> ConditionType.EXPOSED;
            case Action.Pods _ -> ConditionType.PROGRESSING;
        };
    }

    private static boolean budgetOfAnother(Problem problem) {
        return problem.action() instanceof Action.Pods(Move.CreateBudget _) && problem.failure() instanceof Failure.AlreadyExists;
    }

    private static String budget(App app) {
        return "PodDisruptionBudget " + app.ref().namespace() + "/" + Budget.name(app);
    }

    private static Complaint of(App app, Problem problem) {
        return switch (problem.action()) {
            case Action.CreateEntry(Entry entry) -> reservation(entry, problem);
            case Action.AmendEntry(Entry _, Entry entry) -> reservation(entry, problem);
            case Action.RewriteEntry(Entry entry) -> reservation(entry, problem);
            case Action.DiscardClaim(Entry entry) -> reservation(entry, problem);
            case Action.CreateService(DesiredService desired) -> service(desired.app().namespace() + "/" + desired.name(), problem);
            case Action.PatchService(SeenService seen, var _) -> service(seen.namespace() + "/" + seen.name(), problem);
            case Action.DeleteService(SeenService seen) -> service(seen.namespace() + "/" + seen.name(), problem);
            case Action.RemoveHold(var hold) -> service(hold.namespace() + "/" + hold.service(), problem);
            case Action.Pods(Move move) -> complaint(Reason.POD_REJECTED, Reason.POD_WRITE_FAILED, object(app, move), problem);
        };
    }

    private static Complaint reservation(Entry entry, Problem problem) {
        return complaint(Reason.RESERVATION_REJECTED, Reason.RESERVATION_WRITE_FAILED, "NodePortReservation " + entry.number(), problem);
    }

    private static Complaint service(String name, Problem problem) {
        return complaint(Reason.SERVICE_REJECTED, Reason.SERVICE_WRITE_FAILED, "Service " + name, problem);
    }

    private static Complaint complaint(Reason refused, Reason failed, String object, Problem problem) {
        if (problem.failure() instanceof Failure.OfOperator(Cause cause, String message)) {
            return new Complaint(switch (cause) {
                case FORBIDDEN -> Reason.OPERATOR_FORBIDDEN;
                case CRD_MISSING -> Reason.CRD_MISSING;
            }, object + " cannot be written: " + message);
        }
        if (problem.failure() instanceof Failure.Failed(String message)) {
            return new Complaint(failed, "the API server failed to write " + object + ": " + message + "; it is tried again");
        }
        if (problem.failure() instanceof Failure.NotConverging(int times, Duration within)) {
            return new Complaint(Reason.NOT_CONVERGING,
                    "the same write of %s was made %d times within %d minutes and did not last: another "
                            .formatted(object, times, Math.max(1, within.toMinutes()))
                            + "client undoes it; stop that client, or annotate the app with "
                            + Api.RECONCILE_ANNOTATION + ": " + Api.RECONCILE_DISABLED + "; it is made again, less and less often");
        }
        return new Complaint(refused, "the API server refused to write " + object + ": " + words(problem.failure())
                + "; change the spec, or what refuses it");
    }

    private static String object(App app, Move move) {
        return switch (move) {
            case Move.AdoptPod adopt -> "pod " + adopt.pod().name();
            case Move.CreatePod create -> "pod " + create.name();
            case Move.DeletePod delete -> "pod " + delete.pod().name();
            case Move.AdoptRevision adopt -> "ControllerRevision " + adopt.revision().name();
            case Move.CreateRevision create -> "the ControllerRevision of revision " + create.revision().hash();
            case Move.CreateBudget _,Move.ResizeBudget _,Move.DeleteBudget _ -> budget(app);
            case Move.RememberSplit remember -> "ControllerRevision " + remember.revision().name();
            case Move.ForgetSplit forget -> "ControllerRevision " + forget.revision().name();
            case Move.DeleteRevision delete -> "ControllerRevision " + delete.revision().name();
        };
    }

    private static String words(Failure failure) {
        return switch (failure) {
            case Failure.Rejected(String message) -> message;
            case Failure.Failed(String message) -> message;
            case Failure.OfOperator(Cause _, String message) -> message;
            case Failure.Unavailable(String message, var _) -> message;
            case Failure.NumberTaken(int number) -> "nodePort " + number + " is allocated";
            case Failure.NumberOutOfRange(int number, var range) -> "nodePort " + number + " is not in the valid range " + range;
            case Failure.NotConverging _ -> "it does not last";
            case Failure.Conflict() -> "it has changed meanwhile";
            case Failure.AlreadyExists() -> "there is one of this name";
            case Failure.Gone() -> "it is not there";
            case Failure.NamespaceTerminating() -> "its namespace is being deleted";
        };
    }
}

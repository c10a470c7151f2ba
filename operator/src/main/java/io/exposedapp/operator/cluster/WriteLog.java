package io.exposedapp.operator.cluster;

import io.exposedapp.operator.app.App;
import io.exposedapp.operator.exposure.DesiredService;
import io.exposedapp.operator.exposure.SeenService;
import io.exposedapp.operator.exposure.ServiceChange;
import io.exposedapp.operator.ledger.Entry;
import io.exposedapp.operator.plan.Action;
import io.exposedapp.operator.workload.Move;
import io.exposedapp.operator.workload.Revision;
import io.exposedapp.operator.workload.SeenBudget;
import io.exposedapp.operator.workload.SeenPod;
import io.exposedapp.operator.workload.SeenRevision;
import io.exposedapp.operator.workload.Split;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line for the writes of a round: what was done to which app. A pass that writes nothing says nothing. */
final class WriteLog {

    private static final Logger LOGGER = LoggerFactory.getLogger(WriteLog.class);

    private WriteLog() {
    }

    static void done(App app, List<Action.OfApp> actions) {
        if (!actions.isEmpty()) {
            LOGGER.atInfo().addKeyValue("app", app.ref()).addKeyValue("generation", app.generation())
                    .log(actions.stream().map(WriteLog::words).collect(Collectors.joining(", ")));
        }
    }

    /** What is written to which object: equal for a write that is made again, whatever the version of the object. */
    static String content(Action.OfApp action) {
        return action instanceof Action.PatchService(SeenService seen, ServiceChange change)
                ? "patch Service " + seen.name() + " " + change.asked()
                : words(action);
    }

    private static String words(Action.OfApp action) {
        return switch (action) {
            case Action.CreateEntry(Entry entry) -> "claimed " + entry.number();
            case Action.AmendEntry(Entry before, Entry entry) -> amended(before, entry) + " " + entry.number();
            case Action.RewriteEntry(Entry entry) -> "wrote anew " + entry.number();
            case Action.DiscardClaim(Entry entry) -> "discarded the claim of " + entry.number();
            case Action.CreateService(DesiredService desired) -> "created Service " + desired.name();
            case Action.PatchService(SeenService seen, ServiceChange change) -> "patched Service " + seen.name() + " " + change.what();
            case Action.DeleteService(SeenService seen) -> "deleted Service " + seen.name();
            case Action.RemoveHold(var hold) -> "removed Service " + hold.service();
            case Action.Pods(Move move) -> words(move);
        };
    }

    private static String amended(Entry before, Entry entry) {
        if (entry.equals(before.nowConfirmed())) {
            return "confirmed";
        }
        return !before.held() ? "took back" : before.holder().uid().equals(entry.holder().uid()) ? "amended" : "took over";
    }

    private static String words(Move move) {
        return switch (move) {
            case Move.AdoptPod(SeenPod pod) -> "adopted pod " + pod.name();
            case Move.AdoptRevision(SeenRevision revision) -> "adopted revision " + revision.name();
            case Move.CreateRevision(Revision revision, long _, var _) -> "created revision " + revision.hash();
            case Move.CreateBudget(int minAvailable) -> "created a PodDisruptionBudget of " + minAvailable;
            case Move.ResizeBudget(SeenBudget _, int minAvailable) -> "set the PodDisruptionBudget to " + minAvailable;
            case Move.DeleteBudget(SeenBudget budget) -> "deleted PodDisruptionBudget " + budget.name();
            case Move.RememberSplit(SeenRevision _, Split split) -> "noted the pause (" + split.text() + ")";
            case Move.ForgetSplit(SeenRevision _) -> "removed the note of the pause";
            case Move.DeleteRevision(SeenRevision revision) -> "deleted revision " + revision.hash();
            case Move.CreatePod(String _, int _, String name) -> "created pod " + name;
            case Move.DeletePod(SeenPod pod, Move.Why why) -> "deleted pod " + pod.name() + " (" + why + ")";
        };
    }
}

package io.exposedapp.operator.status;

import static io.exposedapp.operator.status.ConditionType.READY;
import static io.exposedapp.operator.status.ConditionType.STALLED;

import io.exposedapp.operator.app.App;
import java.util.List;

/** The sum of all the other verdicts: {@code Ready}, and {@code Stalled} where the user must act. */
final class Readiness {

    /** The message of Stalled where it is False. */
    static final String NOTHING_WAITS = "nothing waits for the user";

    private Readiness() {
    }

    /**
     * Two verdicts, Ready and Stalled.
     *
     * @param parts in the order in which one decides before another
     */
    static List<Verdict> of(App app, List<Verdict> parts) {
        var yours = with(Effect.YOURS, parts);
        if (!yours.isEmpty()) {
            var reason = yours.getFirst().reason();
            return List.of(Verdict.no(READY, reason, message(yours)), Verdict.yes(STALLED, reason, message(yours)));
        }
        var passing = with(Effect.PASSES, parts);
        return List.of(app.reconcileDisabled() ? disabled(passing) : passing.isEmpty() ? wellOrFollowing(app, parts) : waiting(passing),
                Verdict.no(STALLED, Reason.NOT_STALLED, NOTHING_WAITS));
    }

    /**
     * Unknown also where the app is served as it asks: an edit of what the other conditions do not show, such as a traffic policy or a budget, would
     * not be followed, and True would say that it was.
     */
    private static Verdict disabled(List<Verdict> passing) {
        return Verdict.unknown(READY, Reason.RECONCILE_DISABLED, passing.isEmpty()
                ? "no edit is followed and no loss is repaired while reconcile is disabled"
                : "nothing is done about this while reconcile is disabled: " + message(passing));
    }

    private static Verdict waiting(List<Verdict> passing) {
        return Verdict.unknown(READY, first(passing).reason(), message(passing));
    }

    /** What does not pass unless an administrator acts stands before what does. */
    private static Verdict first(List<Verdict> passing) {
        return passing.stream().filter(part -> part.reason().operatorsToFix()).findFirst().orElse(passing.getFirst());
    }

    private static Verdict wellOrFollowing(App app, List<Verdict> parts) {
        var following = with(Effect.FOLLOWS, parts);
        if (!following.isEmpty()) {
            return Verdict.unknown(READY, following.getFirst().reason(), message(following));
        }
        return app.replicas() == 0
                ? Verdict.yes(READY, Reason.SCALED_TO_ZERO, "no replicas are wanted; every port keeps its number")
                : Verdict.yes(READY, Reason.READY, "every replica is available, and every exposed port is on its number");
    }

    private static List<Verdict> with(Effect effect, List<Verdict> parts) {
        return parts.stream().filter(part -> part.reason().effect() == effect).toList();
    }

    private static String message(List<Verdict> verdicts) {
        return Text.sentences(verdicts.stream().map(Verdict::message).toList());
    }
}

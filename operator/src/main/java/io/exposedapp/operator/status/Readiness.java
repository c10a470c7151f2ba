package io.exposedapp.operator.status;

import static io.exposedapp.operator.status.ConditionType.READY;
import static io.exposedapp.operator.status.ConditionType.STALLED;

import io.exposedapp.operator.app.App;
import java.util.List;

/** The sum of all the other verdicts: {@code Ready}, and {@code Stalled} where the user must act. */
final class Readiness {

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
        var ready = passing.isEmpty() ? wellOrFollowing(app, parts) : waiting(app, passing);
        return List.of(ready, Verdict.no(STALLED, Reason.NOT_STALLED, "nothing waits for the user"));
    }

    /** What would pass by itself does not while reconciliation is disabled, so that is what people have to see. */
    private static Verdict waiting(App app, List<Verdict> passing) {
        return app.reconcileDisabled()
                ? Verdict.unknown(READY, Reason.RECONCILE_DISABLED,
                        "nothing is done about this while reconcile is disabled: " + message(passing))
                : Verdict.unknown(READY, first(passing).reason(), message(passing));
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

package io.exposedapp.operator.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a ledger needs: the API server's word on its range, and that the numbers which it sets aside are kept. */
public final class LedgerPlanner {

    /** A range that the API server would not tell is asked for again after this. */
    static final Duration RANGE_RETRY = Duration.ofSeconds(30);

    /** Between two questions while the answers differ, at least. */
    private static final Duration RANGE_PAUSE = Duration.ofSeconds(5);

    private LedgerPlanner() {
    }

    /**
     * Plans.
     *
     * @param learnt what this very pass has learnt
     */
    public static Plan<Action.OfLedger> plan(LedgerObserved seen, LedgerLearnt learnt) {
        var terms = seen.terms();
        if (!learnt.askedForRange() && asksForRange(seen)) {
            return Plan.afterLiveLook();
        }
        if (terms == null) {
            // It may be unreadable for having nothing in common with the API server's range.
            return seen.askAgain() == null ? Plan.settled() : Plan.lookAgainAt(later(seen.askAgain(), seen.now().plus(RANGE_PAUSE)));
        }
        var holds = Holds.ofLedger(seen, terms, learnt.refused());
        if (!holds.isEmpty()) {
            return learnt.live() ? Plan.of(holds) : Plan.afterLiveLook();
        }
        if (terms.range() == null) {
            return Plan.lookAgainAt(seen.now().plus(RANGE_RETRY));
        }
        return new Plan<>(List.of(), false,
                Stream.of(Optional.ofNullable(seen.askAgain()).map(at -> later(at, seen.now().plus(RANGE_PAUSE))),
                        learnt.refused().isEmpty() ? Optional.<Instant>empty() : Optional.of(seen.now().plus(EntryPlanner.HOLD_RETRY)))
                        .flatMap(Optional::stream).min(Comparator.naturalOrder()).orElse(null));
    }

    /** The API server is to be asked for its range: it is not known, its answers differ, or the last one is old. */
    public static boolean asksForRange(LedgerObserved seen) {
        var terms = seen.terms();
        return (terms != null && terms.range() == null) || (seen.askAgain() != null && !seen.now().isBefore(seen.askAgain()));
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}

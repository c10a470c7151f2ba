package io.exposedapp.operator.plan;

import io.exposedapp.operator.ledger.Terms;
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
        if (terms == null) {
            return Plan.settled();
        }
        if (!learnt.askedForRange() && asksForRange(seen, terms)) {
            return Plan.afterLiveLook();
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

    /** The API server is to be asked for its range: it is not known, or its answers differ. */
    public static boolean asksForRange(LedgerObserved seen) {
        var terms = seen.terms();
        return terms != null && asksForRange(seen, terms);
    }

    private static boolean asksForRange(LedgerObserved seen, Terms terms) {
        return terms.range() == null || (seen.askAgain() != null && !seen.now().isBefore(seen.askAgain()));
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}

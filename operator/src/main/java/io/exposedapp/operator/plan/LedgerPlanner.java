package io.exposedapp.operator.plan;

import java.time.Duration;

/** What a ledger needs: the API server's word on its range, and that the numbers which it sets aside are kept. */
public final class LedgerPlanner {

    /** A range that the API server would not tell is asked for again after this. */
    static final Duration RANGE_RETRY = Duration.ofSeconds(30);

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
        if (terms.range() == null && !learnt.askedForRange()) {
            return Plan.afterLiveLook();
        }
        var holds = Holds.ofLedger(seen, terms, learnt.refused());
        if (!holds.isEmpty()) {
            return learnt.live() ? Plan.of(holds) : Plan.afterLiveLook();
        }
        if (terms.range() == null) {
            return Plan.lookAgainAt(seen.now().plus(RANGE_RETRY));
        }
        return learnt.refused().isEmpty() ? Plan.settled() : Plan.lookAgainAt(seen.now().plus(EntryPlanner.HOLD_RETRY));
    }
}

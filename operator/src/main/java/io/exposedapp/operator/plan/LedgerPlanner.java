package io.exposedapp.operator.plan;

import java.time.Duration;

/** A ledger is only read; what it may need is the API server's word on its range. */
public final class LedgerPlanner {

    /** A range that the API server would not tell is asked for again after this. */
    static final Duration RANGE_RETRY = Duration.ofSeconds(30);

    private LedgerPlanner() {
    }

    /**
     * Plans.
     *
     * @param asked the API server was asked for its range in this very pass
     */
    public static Plan<Action> plan(LedgerObserved seen, boolean asked) {
        if (seen.terms() == null || seen.terms().range() != null) {
            return Plan.settled();
        }
        return asked ? Plan.lookAgainAt(seen.now().plus(RANGE_RETRY)) : Plan.afterLiveLook();
    }
}

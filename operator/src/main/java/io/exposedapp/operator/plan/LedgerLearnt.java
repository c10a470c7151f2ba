package io.exposedapp.operator.plan;

import java.util.Set;

/**
 * What a pass over a ledger has learnt beyond what caches know.
 *
 * @param askedForRange the API server was asked for its range
 * @param live the ledger was read live, and is as the caches have it
 * @param refused numbers that the API server would not let be kept
 */
public record LedgerLearnt(boolean askedForRange, boolean live, Set<Integer> refused) {

    public LedgerLearnt {
        refused = Set.copyOf(refused);
    }
}

package io.exposedapp.operator.workload;

import java.time.Duration;

/**
 * Pauses that double, as every back-off of Kubernetes does.
 *
 * @param first of them
 * @param longest that any of them gets
 */
public record Doubling(Duration first, Duration longest) {

    /** Above what any cap leaves, and below an overflow. */
    private static final int MOST_DOUBLINGS = 20;

    /** The pause after so many doublings, 0 or more. */
    public Duration after(int doublings) {
        var pause = first.multipliedBy(1L << Math.min(doublings, MOST_DOUBLINGS));
        return pause.compareTo(longest) < 0 ? pause : longest;
    }
}

package io.exposedapp.operator.workload;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * When a failed or evicted pod may be replaced: the first at once, then 10 s after the last failure, 20 s, 40 s … 5 min. Ten minutes
 * without a failure end the streak, as they do for the kubelet's restarts. It is not a count over a sliding window: long waits would
 * empty the window, and so make the next wait short again.
 */
public final class Backoff {

    private static final Doubling WAITS = new Doubling(Duration.ofSeconds(10), Duration.ofMinutes(5));
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

    /** A node that shuts down fails all its pods in one moment: that is one failure, not many. */
    private static final Duration BURST = Duration.ofSeconds(1);

    /** Enough to tell the longest wait. */
    private static final int REMEMBERED = 8;

    private Backoff() {
    }

    /**
     * The streak with one failure more. It keeps its start and the latest failures, so it stays small however long it lasts.
     *
     * @param streak oldest first
     */
    public static List<Instant> remember(List<Instant> streak, Instant failure) {
        if (over(streak, failure)) {
            return List.of(failure);
        }
        if (failure.isBefore(streak.getLast().plus(BURST))) {
            return streak;
        }
        var longer = new ArrayList<>(streak);
        longer.add(failure);
        if (longer.size() > REMEMBERED) {
            longer.remove(1);
        }
        return List.copyOf(longer);
    }

    /**
     * The earliest moment for a replacement; now when there is nothing to wait for.
     *
     * @param streak oldest first, as {@link #remember} keeps it
     */
    public static Instant notBefore(List<Instant> streak, Instant now) {
        if (over(streak, now) || streak.size() == 1) {
            return now;
        }
        var due = streak.getLast().plus(WAITS.after(streak.size() - 2));
        return due.isAfter(now) ? due : now;
    }

    static boolean over(List<Instant> streak, Instant now) {
        return streak.isEmpty() || !streak.getLast().plus(FORGOTTEN_AFTER).isAfter(now);
    }
}

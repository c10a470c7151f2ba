package io.exposedapp.operator.cluster;

import java.util.concurrent.TimeUnit;

/** So many tokens a second, and no more at once than those of one second. Time is a parameter, in nanoseconds. Not for several threads at a time. */
final class TokenBucket {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final int perSecond;
    private double tokens;
    private long filled;

    /** A full one. */
    TokenBucket(int perSecond, long now) {
        this.perSecond = perSecond;
        this.tokens = perSecond;
        this.filled = now;
    }

    /** Takes a token, if there is one. */
    boolean take(long now) {
        tokens = Math.min(perSecond, tokens + (double) (now - filled) * perSecond / SECOND);
        filled = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }

    /** How long until there is a token, seen from the last {@link #take}. */
    long nanosUntilNext() {
        return Math.max(0, (long) Math.ceil((1 - tokens) * SECOND / perSecond));
    }
}

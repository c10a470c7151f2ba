package io.exposedapp.operator.cluster;

import java.time.Duration;

/**
 * One object as a {@link Mirror} knows it.
 *
 * @param <V> the record
 * @param value what it was read into
 * @param writtenAt of an own write that the watch has not confirmed yet, in nanoseconds of {@link System#nanoTime}; else {@link #CONFIRMED}
 */
record Known<V>(String uid, long version, V value, long writtenAt) {

    private static final long CONFIRMED = Long.MIN_VALUE;

    /**
     * An own write that the watch never confirms was undone while the watch was away. Dropping it is safe: the next create meets what is
     * really there.
     */
    private static final Duration UNCONFIRMED = Duration.ofSeconds(30);

    static <V> Known<V> written(String uid, long version, V value) {
        return new Known<>(uid, version, value, System.nanoTime());
    }

    static <V> Known<V> confirmed(String uid, long version, V value) {
        return new Known<>(uid, version, value, CONFIRMED);
    }

    boolean expired() {
        return writtenAt != CONFIRMED && System.nanoTime() - writtenAt > UNCONFIRMED.toNanos();
    }
}

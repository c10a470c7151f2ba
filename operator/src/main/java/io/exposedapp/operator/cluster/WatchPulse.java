package io.exposedapp.operator.cluster;

import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Whether every watch is kept up: one that broke is tried again, whether or not the API server can be reached, and one that runs is renewed. Of a watch
 * for which neither happens the process would act on what was, for ever; the client has no thread of its own for a watch whose end could be seen.
 */
public final class WatchPulse {

    /** The client's longest pause between two tries is 32 seconds, and a try may hang for 20. */
    static final Duration BROKEN = Duration.ofMinutes(3);

    /** The client ends each watch after 5 to 10 minutes and begins another one. */
    static final Duration RUNNING = Duration.ofMinutes(20);

    private final WatchTries tries;
    private final SortedMap<String, BooleanSupplier> watching;
    private final LongSupplier nanos;
    private final long since;

    /**
     * Of watches that have just been started.
     *
     * @param watching whether the watch is open, by resource as RBAC has it
     */
    public WatchPulse(WatchTries tries, SortedMap<String, BooleanSupplier> watching) {
        this(tries, watching, System::nanoTime);
    }

    /** @param nanos the clock of the tries */
    WatchPulse(WatchTries tries, SortedMap<String, BooleanSupplier> watching, LongSupplier nanos) {
        this.tries = tries;
        this.watching = new TreeMap<>(watching);
        this.nanos = nanos;
        since = nanos.getAsLong();
    }

    /** What is wrong with one of them. */
    public Optional<String> problem() {
        for (var watch : watching.entrySet()) {
            boolean runs = watch.getValue().getAsBoolean();
            var last = tries.last(watch.getKey());
            var silent = Duration.ofNanos(nanos.getAsLong() - (last == 0 ? since : last));
            if (silent.compareTo(runs ? RUNNING : BROKEN) > 0) {
                return Optional.of("the watch of %s %s, and was not begun again for %d s".formatted(watch.getKey(),
                        runs ? "is open" : "is broken", silent.toSeconds()));
            }
        }
        return Optional.empty();
    }
}

package io.exposedapp.test.waiting;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Waits until something is so. If it does not become so, the {@link AssertionError} says what the test waited for, for how long, and what it
 * saw last.
 * <p>
 * The usual limit is far beyond what an idle machine needs: a wait that succeeds costs nothing by it, and a machine that other programs keep
 * busy is no reason to fail. For the same reason every wait looks once more at its limit. The limit is far below the 10 minutes after which
 * the operator looks at everything again: what it does within the limit, a watch has caused.
 *
 * @param what is awaited, as a clause: "the Service is gone"
 * @param limit after which the wait fails
 * @param interval between the end of a look and the next one, or three times as long as a look takes if that is more
 */
public record Wait(String what, Duration limit, Duration interval) {

    /** Of every wait that does not say otherwise. */
    public static final Duration USUAL = Duration.ofSeconds(90);

    private static final Duration OFTEN = Duration.ofMillis(50);

    /** A wait with the usual limit, which looks every 50 ms. */
    public static Wait until(String what) {
        return new Wait(what, USUAL, OFTEN);
    }

    /** The same with another limit. */
    public Wait atMost(Duration most) {
        return new Wait(what, most, interval);
    }

    /** The same with another interval, for looks that cost more than a request. */
    public Wait every(Duration pause) {
        return new Wait(what, limit, pause);
    }

    /**
     * Looks until what is there fits; answers with it.
     *
     * @param look null = there is none, which never fits
     */
    public <T> T seen(Supplier<? extends @Nullable T> look, Predicate<? super T> fits) {
        var last = new AtomicReference<@Nullable T>();
        run(() -> {
            T now = look.get();
            last.set(now);
            return now != null && fits.test(now);
        }, last::get);
        return Objects.requireNonNull(last.get());
    }

    /** Looks until there is one; answers with it. */
    public <T> T there(Supplier<? extends @Nullable T> look) {
        return seen(look, _ -> true);
    }

    /** Looks until there is none. */
    public void gone(Supplier<?> look) {
        var last = new AtomicReference<@Nullable Object>();
        run(() -> {
            last.set(look.get());
            return last.get() == null;
        }, last::get);
    }

    /** Looks until it is so, for what says no more of itself than yes or no. */
    public void isSo(Callable<Boolean> condition) {
        run(condition, () -> "it was not so");
    }

    /**
     * Looks until it is so.
     *
     * @param lastSeen is asked once the limit is reached
     */
    public void isSo(Callable<Boolean> condition, Supplier<? extends @Nullable Object> lastSeen) {
        run(condition, lastSeen);
    }

    /** What a test asserts. */
    @FunctionalInterface
    public interface Assertions {
        /** Throws an {@link AssertionError} if one of them does not hold. */
        void run() throws Exception;
    }

    /** Repeats assertions until they hold; what the last one said is what was seen last. */
    public void holds(Assertions assertions) {
        var last = new AtomicReference<@Nullable String>();
        run(() -> {
            try {
                assertions.run();
                return true;
            } catch (AssertionError e) {
                last.set(e.getMessage());
                return false;
            }
        }, last::get);
    }

    /** Looks until what is there has been the same for that long; answers with it. */
    public <T> T unchanged(Duration time, Supplier<T> look) {
        var since = new AtomicReference<>(new Since<>(look.get(), System.nanoTime()));
        run(() -> {
            T now = look.get();
            if (!Objects.equals(now, since.get().value())) {
                since.set(new Since<>(now, System.nanoTime()));
            }
            return System.nanoTime() - since.get().nanoTime() >= time.toNanos();
        }, () -> since.get().value());
        return since.get().value();
    }

    private record Since<T>(T value, long nanoTime) {
    }

    private void run(Callable<Boolean> condition, Supplier<? extends @Nullable Object> lastSeen) {
        var looked = new AtomicLong();
        try {
            // Exceptions of other threads are not this wait's: JOSDK's timer throws one when an app is deleted at the moment of its retry.
            Awaitility.await(what).dontCatchUncaughtExceptions().atMost(limit).pollDelay(Duration.ZERO)
                    .pollInterval((_, _) -> pauseAfter(Duration.ofNanos(looked.get()))).until(() -> timed(condition, looked));
        } catch (ConditionTimeoutException e) {
            // A busy machine may have let it look long before the limit only, or not at all.
            if (!lookOnceMore(condition)) {
                throw new AssertionError("waited " + limit.toMillis() / 1000.0 + " s until " + what + ", in vain. Last seen:\n"
                        + text(lastSeen.get()), e);
            }
        }
    }

    private static boolean timed(Callable<Boolean> condition, AtomicLong nanos) throws Exception {
        long start = System.nanoTime();
        try {
            return condition.call();
        } finally {
            nanos.set(System.nanoTime() - start);
        }
    }

    /** Looking takes a quarter of the time at most, also where a look starts a process: it must not delay what it waits for. */
    private Duration pauseAfter(Duration look) {
        var pause = look.multipliedBy(3);
        return pause.compareTo(interval) > 0 ? pause : interval;
    }

    private static boolean lookOnceMore(Callable<Boolean> condition) {
        try {
            return condition.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(@Nullable Object seen) {
        return switch (seen) {
            case null -> "there was none";
            case HasMetadata object -> yaml(object);
            case Collection<?> all -> all.isEmpty() ? "none" : all.stream().map(Wait::text).collect(Collectors.joining("\n"));
            default -> seen.toString();
        };
    }

    /** Without the managed fields, which are longer than all the rest. */
    private static String yaml(HasMetadata object) {
        var shown = Serialization.clone(object);
        shown.getMetadata().setManagedFields(List.of());
        return Serialization.asYaml(shown);
    }
}

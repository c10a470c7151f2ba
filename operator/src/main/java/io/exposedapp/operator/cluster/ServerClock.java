package io.exposedapp.operator.cluster;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The time of the API server, as its answers' {@code Date} tells it. Timestamps of objects are the API server's, so a clock that is held against
 * them has to be the API server's too: one that is 15 minutes ahead would call every rollout too slow.
 *
 * <p>An answer was dated before it arrived, so the API server's clock is at least as far as its date says: the latest of these bounds within the
 * last minute is less than a second behind, once a few answers have come. It is kept as a distance from this machine's monotonic clock, which
 * no one sets.
 */
public final class ServerClock implements Interceptor {

    /** Less is what {@code Date}, which has whole seconds, and the network make of clocks that agree. */
    static final Duration TOLERATED = Duration.ofSeconds(2);

    private static final long WINDOW_NANOS = Duration.ofSeconds(30).toNanos();

    private final LongSupplier nanos;
    private long windowBegan;
    private @Nullable Instant latest;
    private @Nullable Instant latestBefore;

    public ServerClock() {
        this(System::nanoTime);
    }

    /** @param nanos a monotonic clock */
    ServerClock(LongSupplier nanos) {
        this.nanos = nanos;
    }

    @Override
    public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.@Nullable Consumer<List<ByteBuffer>> consumer) {
        var date = response.header("Date");
        if (date != null) {
            try {
                dated(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
            } catch (DateTimeException _) {
                // A proxy's idea of a date says nothing of the API server's clock.
            }
        }
    }

    /** An answer of that date has arrived. */
    synchronized void dated(Instant date) {
        long now = nanos.getAsLong();
        if (latest != null && now - windowBegan >= WINDOW_NANOS) {
            latestBefore = latest;
            latest = null;
        }
        if (latest == null) {
            windowBegan = now;
        }
        latest = later(latest, date.minusNanos(now));
    }

    /** This clock, corrected to the API server's where the two differ by more than two seconds. */
    public InstantSource correcting(InstantSource local) {
        return () -> {
            var now = local.instant();
            var ahead = ahead(now);
            return ahead.abs().compareTo(TOLERATED) > 0 ? now.plus(ahead) : now;
        };
    }

    /** How far the API server's clock is ahead of {@code now}; zero before its first answer. */
    public synchronized Duration ahead(Instant now) {
        var zero = later(latest, latestBefore);
        return zero == null ? Duration.ZERO : Duration.between(now, zero.plusNanos(nanos.getAsLong()));
    }

    private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.isAfter(b) ? a : b;
    }
}

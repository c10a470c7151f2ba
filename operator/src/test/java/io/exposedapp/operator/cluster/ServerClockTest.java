package io.exposedapp.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The API server's clock")
class ServerClockTest {

    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

    private final AtomicLong nanos = new AtomicLong(7_000_000_000L);
    private final ServerClock server = new ServerClock(nanos::get);

    @Test
    @DisplayName("is this process's before the first answer")
    void unknown() {
        assertThat(server.correcting(() -> NOON).instant()).isEqualTo(NOON);
        assertThat(server.ahead(NOON)).isZero();
    }

    @Test
    @DisplayName("corrects one that is 15 minutes off, and goes on with this machine's monotonic clock")
    void corrects() {
        // Given
        server.dated(NOON.minus(Duration.ofMinutes(15)));

        // When
        nanos.addAndGet(Duration.ofSeconds(5).toNanos());

        // Then
        assertThat(server.correcting(() -> NOON.plusSeconds(5)).instant()).isEqualTo(NOON.minus(Duration.ofMinutes(15)).plusSeconds(5));
        assertThat(server.ahead(NOON.plusSeconds(5))).isEqualTo(Duration.ofMinutes(-15));
    }

    @Test
    @DisplayName("leaves one alone that agrees but for what whole seconds and a slow answer make of it")
    void agrees() {
        // Given
        server.dated(NOON.minusMillis(1900));

        // When
        var now = server.correcting(() -> NOON).instant();

        // Then
        assertThat(now).isEqualTo(NOON);
    }

    @Test
    @DisplayName("is told by the quickest of the answers, also of the half-minute before")
    void quickest() {
        // Given
        server.dated(NOON.plusSeconds(40));
        nanos.addAndGet(Duration.ofSeconds(31).toNanos());

        // When
        server.dated(NOON.plusSeconds(40 + 31 - 9));

        // Then
        assertThat(server.ahead(NOON.plusSeconds(31))).isEqualTo(Duration.ofSeconds(40));
    }

    @Test
    @DisplayName("is believed anew when it was set back: after a minute the answers of before do not count")
    void setBack() {
        // Given
        server.dated(NOON.plusSeconds(600));
        for (int i = 1; i <= 3; i++) {
            nanos.addAndGet(Duration.ofSeconds(31).toNanos());
            server.dated(NOON.plusSeconds(31L * i));
        }

        // When
        var ahead = server.ahead(NOON.plusSeconds(31 * 3));

        // Then
        assertThat(ahead).isZero();
    }
}

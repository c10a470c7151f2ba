package io.exposedapp.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A bucket of tokens")
class TokenBucketTest {

    private static final long START = 1_000_000_007L;

    @Test
    @DisplayName("gives as many at once as a second has, and the next when that is due")
    void burst() {
        // Given
        var bucket = new TokenBucket(20, START);

        // When
        var taken = taken(bucket, START);

        // Then
        assertThat(taken).isEqualTo(20);
        assertThat(bucket.nanosUntilNext()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(50));
        assertThat(bucket.take(START + TimeUnit.MILLISECONDS.toNanos(49))).isFalse();
        assertThat(bucket.take(START + TimeUnit.MILLISECONDS.toNanos(50) + 1)).isTrue();
    }

    @Test
    @DisplayName("gives no more in a minute than its rate, and saves none beyond those of a second")
    void rate() {
        // Given
        var bucket = new TokenBucket(20, START);
        taken(bucket, START);

        // When
        int taken = 0;
        for (int millis = 10; millis <= 60_000; millis += 10) {
            taken += taken(bucket, START + TimeUnit.MILLISECONDS.toNanos(millis));
        }

        // Then
        assertThat(taken).isBetween(1199, 1200);
        assertThat(taken(bucket, START + TimeUnit.HOURS.toNanos(1))).isEqualTo(20);
    }

    private static int taken(TokenBucket bucket, long now) {
        int taken = 0;
        while (bucket.take(now)) {
            taken++;
        }
        return taken;
    }
}

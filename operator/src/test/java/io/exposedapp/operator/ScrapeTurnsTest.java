package io.exposedapp.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@DisplayName("The turns of scrapes")
class ScrapeTurnsTest {

    private static final Duration EVER = Duration.ofHours(1);

    private final ScrapeTurns turns = new ScrapeTurns(2);

    @Test
    @DisplayName("are one a client")
    void oneAClient() throws Exception {
        // Given
        turns.begin(client(1), EVER);

        // When
        var second = turns.begin(client(1), Duration.ZERO);

        // Then
        assertThat(second).isFalse();
    }

    @Test
    @DisplayName("are few in all")
    void fewInAll() throws Exception {
        // Given
        turns.begin(client(1), EVER);
        turns.begin(client(2), EVER);

        // When
        var third = turns.begin(client(3), Duration.ZERO);

        // Then
        assertThat(third).isFalse();
    }

    @Test
    @DisplayName("come to one who waits when another ends")
    void passesOn() throws Exception {
        // Given
        turns.begin(client(1), EVER);
        var waiting = new FutureTask<>(() -> turns.begin(client(1), EVER));
        Thread.ofPlatform().start(waiting);

        // When
        turns.end(client(1));

        // Then
        assertThat(waiting.get()).isTrue();
    }

    private static InetAddress client(int n) throws Exception {
        return InetAddress.getByAddress(new byte[]{127, 0, 0, (byte) n});
    }
}

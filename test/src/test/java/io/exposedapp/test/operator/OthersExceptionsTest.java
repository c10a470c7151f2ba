package io.exposedapp.test.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Whoever waits")
class OthersExceptionsTest {

    @Test
    @DisplayName("waits on when another thread dies of an exception")
    void anotherThreadDies() {
        // Given
        var waiting = new CountDownLatch(1);
        var other = Thread.ofPlatform().name("dies").start(() -> {
            awaitLatch(waiting);
            throw new IllegalStateException("thrown on purpose, by a thread that nobody waits for");
        });
        var cameTrue = new AtomicBoolean();

        // When
        Awaitility.await().until(() -> {
            waiting.countDown();
            other.join();
            cameTrue.set(true);
            return true;
        });

        // Then
        assertThat(cameTrue).isTrue();
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

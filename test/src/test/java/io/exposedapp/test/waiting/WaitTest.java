package io.exposedapp.test.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A wait")
class WaitTest {

    private static final Duration SHORT = Duration.ofMillis(50);

    private final Wait wait = Wait.until("it is three").atMost(SHORT).every(Duration.ofMillis(1));

    @Test
    @DisplayName("answers with what fits, once it does")
    void seen() {
        // Given
        Iterator<Integer> looks = List.of(1, 2, 3).iterator();

        // When
        int seen = Wait.until("it is three").every(Duration.ofMillis(1)).seen(looks::next, value -> value == 3);

        // Then
        assertThat(seen).isEqualTo(3);
    }

    @Test
    @DisplayName("that fails says what it waited for, for how long, and what it saw last")
    void failed() {
        assertThatThrownBy(() -> wait.seen(() -> 2, value -> value == 3)).isInstanceOf(AssertionError.class)
                .hasMessage("waited 0.05 s until it is three, in vain. Last seen:\n2");
    }

    @Test
    @DisplayName("for an object shows it as YAML without its managed fields, and says so when there was none")
    void objects() {
        // Given
        var map = new ConfigMapBuilder().withNewMetadata().withName("seen").addNewManagedField().withManager("left out").endManagedField()
                .endMetadata().build();

        // Then
        assertThatThrownBy(() -> wait.seen(() -> map, _ -> false)).hasMessageContaining("kind: \"ConfigMap\"\n")
                .message().doesNotContain("left out");
        assertThatThrownBy(() -> wait.there(() -> null)).hasMessageEndingWith("Last seen:\nthere was none");
        assertThatThrownBy(() -> wait.gone(() -> map)).hasMessageContaining("name: \"seen\"");
    }

    @Test
    @DisplayName("for assertions shows what the last one said")
    void assertions() {
        assertThatThrownBy(() -> wait.holds(() -> assertThat("two").isEqualTo("three"))).hasMessageContaining("but was: \"two\"");
    }

    @Test
    @DisplayName("for quiet begins anew with each change")
    void unchanged() {
        // Given
        var looks = new AtomicInteger();

        // When
        int seen = Wait.until("nothing changes").every(Duration.ofMillis(1)).unchanged(SHORT, () -> Math.min(looks.getAndIncrement(), 10));

        // Then
        assertThat(seen).isEqualTo(10);
    }

    @Test
    @DisplayName("looks once more at its limit, for a busy machine may not have let it look for long")
    void lastLook() {
        // Given
        long start = System.nanoTime();

        // When
        long seen = wait.every(SHORT.plusMillis(20)).seen(() -> System.nanoTime() - start, nanos -> nanos >= SHORT.toNanos());

        // Then
        assertThat(seen).isGreaterThanOrEqualTo(SHORT.toNanos());
    }

    @Test
    @DisplayName("goes on when another thread dies of an exception")
    void anotherThreadDies() {
        // Given
        var looked = new CountDownLatch(1);
        var other = Thread.ofPlatform().name("dies").start(() -> {
            awaitLatch(looked);
            throw new IllegalStateException("thrown on purpose, by a thread that has no part in the wait");
        });

        // When
        boolean alive = Wait.until("the other thread has ended").seen(() -> {
            looked.countDown();
            return other.isAlive();
        }, now -> !now);

        // Then
        assertThat(alive).isFalse();
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.exposedapp.operator.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What becomes of an entry after its holder has given it up. */
class LifecycleTest {

    @Test
    @DisplayName("A released entry rests from now for the cool-down, and remembers whose it was")
    void release() {
        // Given
        var held = new Scene().held(30001, "shop/web", "http:80").entry(30001);

        // When
        var resting = Lifecycle.release(held, Duration.ofHours(2), Scene.NOW).orElseThrow();

        // Then
        assertThat(resting.held()).isFalse();
        assertThat(resting.since()).isEqualTo(Scene.NOW);
        assertThat(resting.until()).isEqualTo(Scene.NOW.plus(Duration.ofHours(2)));
        assertThat(resting).usingRecursiveComparison().ignoringFields("state", "since", "until", "confirmed").isEqualTo(held);
    }

    @Test
    @DisplayName("A release confirms the entry: what it changes cannot be taken back as a claim any more")
    void releaseConfirms() {
        // Given
        var claimed = new Scene().held(30001, "shop/web", "http:80").entry(30001);
        assertThat(claimed.confirmed()).isFalse();

        // When
        var resting = Lifecycle.release(claimed, Duration.ofHours(2), Scene.NOW).orElseThrow();

        // Then
        assertThat(resting.confirmed()).isTrue();
    }

    @Test
    @DisplayName("A rest never ends sooner than promised: entries tell time in seconds, and the end is rounded up")
    void roundedUp() {
        // Given
        var held = new Scene().held(30001, "shop/web", "http:80").entry(30001);

        // When
        var resting = Lifecycle.release(held, Duration.ofSeconds(1), Scene.NOW.plusMillis(250)).orElseThrow();

        // Then
        assertThat(resting.until()).isEqualTo(Scene.NOW.plusSeconds(2));
    }

    @Test
    @DisplayName("With a cool-down of nothing the number is free at once")
    void noCoolDown() {
        // Given
        var held = new Scene().held(30001, "shop/web", "http:80").entry(30001);

        // When
        var resting = Lifecycle.release(held, Duration.ZERO, Scene.NOW);

        // Then
        assertThat(resting).isEmpty();
    }

    @Test
    @DisplayName("A resting entry cannot be released: its rest would begin again")
    void releaseTwice() {
        var resting = new Scene().resting(30001, "shop/web", "http:80").entry(30001);

        assertThatThrownBy(() -> Lifecycle.release(resting, Duration.ofDays(1), Scene.NOW)).hasMessage("entry 30001 is not held");
    }

    @Test
    @DisplayName("A rest is over at its until, not before; a held entry has no such moment")
    void over() {
        var scene = new Scene().held(30000, "shop/web", "a:80").resting(30001, "shop/web", "b:80");
        var until = Scene.EARLIER.plus(Duration.ofDays(2));

        assertThat(Lifecycle.over(scene.entry(30001), until.minusMillis(1))).isFalse();
        assertThat(Lifecycle.over(scene.entry(30001), until)).isTrue();
        assertThat(Lifecycle.over(scene.entry(30000), until)).isFalse();
    }
}

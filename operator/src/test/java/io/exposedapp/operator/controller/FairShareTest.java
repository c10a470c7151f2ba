package io.exposedapp.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.operator.app.AppRef;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Workers are shared between namespaces")
class FairShareTest {

    private static final int SMALL = 100;

    private final FairShare share = new FairShare(16);

    @Test
    @DisplayName("the apps of one have at most a quarter of them, and those of another go on")
    void quarter() {
        // Given
        IntStream.range(0, 4).forEach(i -> assertThat(share.enter(app("slow", i), SMALL)).isTrue());

        // When
        var fifth = share.enter(app("slow", 4), SMALL);

        // Then
        assertThat(fifth).isFalse();
        assertThat(share.enter(app("other", 0), SMALL)).isTrue();
    }

    @Test
    @DisplayName("and who leaves names the one that has waited longest, which may enter then")
    void next() {
        // Given
        IntStream.range(0, 4).forEach(i -> share.enter(app("slow", i), SMALL));
        share.enter(app("slow", 4), SMALL);
        share.enter(app("slow", 5), SMALL);

        // When
        var next = share.leave(app("slow", 2));

        // Then
        assertThat(next).containsExactly(app("slow", 4));
        assertThat(share.enter(app("slow", 4), SMALL)).isTrue();
        assertThat(share.leave(app("slow", 0))).containsExactly(app("slow", 5));
    }

    @Test
    @DisplayName("even a single worker works")
    void oneWorker() {
        // When
        var entered = new FairShare(1).enter(app("shop", 0), SMALL);

        // Then
        assertThat(entered).isTrue();
    }

    @Test
    @DisplayName("large apps are worked on one of a namespace and few in all, which holds up no small one")
    void large() {
        // Given
        share.enter(app("a", 0), FairShare.LARGE);
        share.enter(app("b", 0), FairShare.LARGE);
        share.enter(app("c", 0), FairShare.LARGE);

        // When
        var fourth = share.enter(app("d", 0), FairShare.LARGE);

        // Then
        assertThat(fourth).isFalse();
        assertThat(share.enter(app("a", 1), FairShare.LARGE)).isFalse();
        assertThat(share.enter(app("a", 2), SMALL)).isTrue();
        assertThat(share.leave(app("a", 2))).isEmpty();
        assertThat(share.leave(app("b", 0))).containsExactly(app("d", 0));
    }

    private static AppRef app(String namespace, int number) {
        return new AppRef(namespace, "app-" + number);
    }
}

package io.exposedapp.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@DisplayName("The thread that wakes waiting apps")
class WakeThreadTest {

    @Test
    @DisplayName("goes on after an exception")
    void survivesAnException() {
        try (var thread = new WakeThread()) {
            // Given
            var next = new CompletableFuture<String>();
            thread.after(Duration.ZERO, () -> {
                throw new IllegalStateException("no room");
            });

            // When
            thread.after(Duration.ZERO, () -> next.complete("woken"));

            // Then
            assertThat(next.join()).isEqualTo("woken");
        }
    }

    @Test
    @DisplayName("hands an Error to what ends the process, which its executor would keep to itself")
    void handsOnAnError() {
        var before = Thread.getDefaultUncaughtExceptionHandler();
        var uncaught = new CompletableFuture<Throwable>();
        Thread.setDefaultUncaughtExceptionHandler((_, e) -> uncaught.complete(e));
        try (var thread = new WakeThread()) {
            // When
            thread.after(Duration.ZERO, () -> {
                throw new StackOverflowError();
            });

            // Then
            assertThat(uncaught.join()).isInstanceOf(StackOverflowError.class);
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }
}

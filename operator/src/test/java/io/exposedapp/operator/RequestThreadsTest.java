package io.exposedapp.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RequestThreadsTest {

    private static final Duration EVER = Duration.ofHours(1);

    @Test
    @DisplayName("One request more than the limit interrupts the oldest, and no other")
    void evictsTheOldest() throws Exception {
        try (var threads = new RequestThreads(new HttpLimits(2, EVER, 1, EVER))) {
            // Given
            var oldest = started(threads, EVER, false);
            var second = started(threads, EVER, false);

            // When
            var third = started(threads, EVER, false);

            // Then
            assertThat(oldest.join()).isEqualTo("interrupted");
            assertThat(second).isNotDone();
            assertThat(third).isNotDone();
        }
    }

    @Test
    @DisplayName("A request that is protected is not interrupted for another one, and does not count")
    void protects() throws Exception {
        try (var threads = new RequestThreads(new HttpLimits(1, EVER, 1, EVER))) {
            // Given
            var scrape = started(threads, EVER, true);
            var other = started(threads, EVER, false);

            // When
            var _ = started(threads, EVER, false);

            // Then
            assertThat(other.join()).isEqualTo("interrupted");
            assertThat(scrape).isNotDone();
        }
    }

    @Test
    @DisplayName("A request that takes too long is interrupted")
    void limitsTheTime() throws Exception {
        try (var threads = new RequestThreads(new HttpLimits(1, Duration.ofMillis(10), 1, EVER))) {
            // When
            var request = started(threads, EVER, false);

            // Then
            assertThat(request.join()).isEqualTo("interrupted");
        }
    }

    @Test
    @DisplayName("A request that is protected has a time of its own")
    void limitsTheTimeOfAScrape() throws Exception {
        try (var threads = new RequestThreads(new HttpLimits(1, EVER, 1, EVER))) {
            // When
            var request = started(threads, Duration.ofMillis(10), true);

            // Then
            assertThat(request.join()).isEqualTo("interrupted");
        }
    }

    @Test
    @DisplayName("An Error that escapes a request ends nothing else")
    void confinesAnError() throws Exception {
        var died = new CompletableFuture<Throwable>();
        var before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((_, failure) -> died.complete(failure));
        try (var threads = new RequestThreads(new HttpLimits(1, EVER, 1, EVER))) {
            // Given
            var failing = new CompletableFuture<Thread>();
            threads.execute(() -> {
                failing.complete(Thread.currentThread());
                throw new StackOverflowError();
            });

            // When
            failing.join().join();

            // Then
            assertThat(died).isNotDone();
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    /** Completes when the request is interrupted, for which it waits. */
    private static CompletableFuture<String> started(RequestThreads threads, Duration limit, boolean isProtected) throws Exception {
        var outcome = new CompletableFuture<String>();
        var started = new CountDownLatch(1);
        threads.execute(() -> {
            if (isProtected) {
                threads.protect(limit);
            }
            started.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException _) {
                outcome.complete("interrupted");
            }
        });
        started.await();
        return outcome;
    }
}

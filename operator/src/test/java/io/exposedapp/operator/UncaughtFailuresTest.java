package io.exposedapp.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Of each way in which a thread of a library is run that the operator depends on. */
@Timeout(60)
@DisplayName("The process ends when what nothing catches ends")
class UncaughtFailuresTest {

    private final Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    private final CompletableFuture<Void> halted = new CompletableFuture<>();
    private final UncaughtFailures failures = new UncaughtFailures(() -> halted.complete(null));

    @BeforeEach
    void install() {
        Thread.setDefaultUncaughtExceptionHandler(failures);
    }

    @AfterEach
    void restore() {
        Thread.setDefaultUncaughtExceptionHandler(before);
    }

    @Test
    @DisplayName("a thread of its own")
    void thread() {
        // When
        Thread.ofPlatform().start(UncaughtFailuresTest::fail);

        // Then
        assertThat(halted.join()).isNull();
    }

    @Test
    @DisplayName("a worker of an executor, as JOSDK runs passes and the client runs the events of a watch")
    void worker() {
        try (var workers = Executors.newFixedThreadPool(1)) {
            // When
            workers.execute(UncaughtFailuresTest::fail);

            // Then
            assertThat(halted.join()).isNull();
        }
    }

    @Test
    @DisplayName("a timer, as JOSDK runs retries")
    void timer() {
        var timer = new Timer(true);

        // When
        timer.schedule(new TimerTask() {
            @Override
            public void run() {
                fail();
            }
        }, 0);

        // Then
        assertThat(halted.join()).isNull();
        timer.cancel();
    }

    @Test
    @DisplayName("nothing while the process stops")
    void stopping() throws InterruptedException {
        // Given
        failures.stopping();

        // When
        Thread.ofPlatform().start(UncaughtFailuresTest::fail).join();

        // Then
        assertThat(halted).isNotDone();
    }

    private static void fail() {
        throw new StackOverflowError();
    }
}

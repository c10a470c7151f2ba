package io.exposedapp.test.monitoring;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What a test does again and again from the creation of this until its close. */
record Repeated(ScheduledExecutorService thread) implements AutoCloseable {

    /** An action that fails is reported on standard error, and the next one follows all the same. */
    static Repeated every(Duration pause, Runnable action) {
        var thread = Executors.newSingleThreadScheduledExecutor();
        var _ = thread.scheduleWithFixedDelay(() -> {
            try {
                action.run();
            } catch (RuntimeException e) {
                System.err.println("repeated action failed: " + e);
            }
        }, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
        return new Repeated(thread);
    }

    /** Returns when the last action has ended. */
    @Override
    public void close() {
        // Periodic actions end with the shutdown.
        thread.shutdown();
        thread.close();
    }
}

package io.exposedapp.operator.controller;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread on which waiting apps are woken; what it is told after its end is not done. */
final class WakeThread implements Drain.Timer, AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(WakeThread.class);

    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1,
            task -> Thread.ofPlatform().daemon().name("wake").unstarted(task), new ThreadPoolExecutor.DiscardPolicy());

    WakeThread() {
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public void after(Duration delay, Runnable task) {
        // Of no use to anybody: what goes wrong is logged by the task itself.
        var _ = executor.schedule(() -> guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOGGER.atError().setCause(e).log("waiting apps were not woken; the next change wakes them");
        } catch (Error e) {
            // The executor would keep it to itself.
            var thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}

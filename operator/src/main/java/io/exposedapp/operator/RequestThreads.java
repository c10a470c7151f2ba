package io.exposedapp.operator;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs requests, a virtual thread each, from the first byte of one to the last of its answer. One that takes too long is interrupted, which closes its
 * connection whether it is blocked in a read or a write. So is the oldest when there are too many: a client that does not go on must not keep
 * others out, and who sends its request at once is answered within milliseconds.
 *
 * <p>The JDK's own limits (sun.net.httpserver.maxReqTime, maxRspTime) know no number of requests, and hold for every server of the process.
 */
final class RequestThreads implements Executor, AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(RequestThreads.class);

    private final HttpLimits limits;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1,
            task -> Thread.ofPlatform().daemon().name("http-limits").unstarted(task), new ThreadPoolExecutor.DiscardPolicy());

    /** The timers of those that may be interrupted for another one, the oldest first; and of all others. */
    private final Map<Thread, Future<?>> inTheWay = new LinkedHashMap<>();
    private final Map<Thread, Future<?>> protectedOnes = new LinkedHashMap<>();

    RequestThreads(HttpLimits limits) {
        this.limits = limits;
        timer.setRemoveOnCancelPolicy(true);
    }

    @Override
    public void execute(Runnable request) {
        threads.execute(() -> {
            try {
                begin(Thread.currentThread());
                request.run();
            } catch (RuntimeException | Error e) {
                // One request must not end the process, which a thread that dies otherwise does.
                LOGGER.atError().setCause(e).log("A request failed");
            } finally {
                end(Thread.currentThread());
            }
        });
    }

    /** From here on no other request ends this one, and it may take so long; its caller limits the number of such requests. */
    synchronized void protect(Duration limit) {
        var thread = Thread.currentThread();
        stop(inTheWay.remove(thread));
        stop(protectedOnes.put(thread, interruptAfter(thread, limit)));
    }

    private synchronized void begin(Thread thread) {
        inTheWay.put(thread, interruptAfter(thread, limits.request()));
        if (inTheWay.size() > limits.requests()) {
            var oldest = inTheWay.entrySet().iterator();
            var evicted = oldest.next();
            oldest.remove();
            stop(evicted.getValue());
            evicted.getKey().interrupt();
        }
    }

    private synchronized void end(Thread thread) {
        stop(inTheWay.remove(thread));
        stop(protectedOnes.remove(thread));
    }

    private Future<?> interruptAfter(Thread thread, Duration limit) {
        return timer.schedule(thread::interrupt, limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void stop(@Nullable Future<?> interrupt) {
        if (interrupt != null) {
            interrupt.cancel(false);
        }
    }

    /** Interrupts what is under way. */
    @Override
    public void close() {
        timer.shutdownNow();
        threads.shutdownNow();
    }
}

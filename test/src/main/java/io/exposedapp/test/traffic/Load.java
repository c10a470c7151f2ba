package io.exposedapp.test.traffic;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Requests to one group, as many at a time as asked for, one after another without a pause, until it is stopped. */
final class Load {

    /** On a busy machine the kernel may have to ask for a connection again: after 1, 3 and 7 seconds. A pod that has gone never answers. */
    private static final int TIMEOUT_MILLIS = 8_000;

    private final Group group;
    private final Sources sources;
    private final PrintStream failures;
    private final AtomicReference<Tally> tally = new AtomicReference<>(Tally.NONE);
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicReference<@Nullable Exception> broken = new AtomicReference<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean stopped;

    /**
     * @param failures gets a line for each request that did not end well
     */
    Load(Group group, Sources sources, PrintStream failures) {
        this.group = group;
        this.sources = sources;
        this.failures = failures;
    }

    /** Begins, with as many connections at a time. */
    void start(int connections) {
        for (var n = 0; n < connections; n++) {
            threads.execute(this::run);
        }
    }

    /** Begins no request any more, and waits for those under way. */
    void stop() {
        stopped = true;
        threads.close();
    }

    /** So far; fails if this host could not send at all, which is no outcome. */
    Tally tally() {
        var fault = broken.get();
        if (fault != null) {
            throw new IllegalStateException("the client itself failed: " + fault, fault);
        }
        return tally.get();
    }

    private void run() {
        try {
            while (!stopped) {
                var targets = group.targets();
                one(targets.get(Math.floorMod(turn.getAndIncrement(), targets.size())));
            }
        } catch (UncheckedIOException | IllegalStateException e) {
            broken.compareAndSet(null, e);
        }
    }

    private void one(InetSocketAddress to) {
        var request = new Request(sources.next(), to, TIMEOUT_MILLIS);
        var began = Instant.now();
        try {
            var outcome = request.send();
            var millis = Duration.between(began, Instant.now()).toMillis();
            tally.updateAndGet(t -> t.with(outcome, millis));
            if (outcome != Outcome.OK) {
                failures.println(
                        began + " " + group.name() + " " + outcome + " " + to + " from " + request.from() + " after " + millis + " ms");
            }
        } catch (Request.SourceTaken e) {
            // Of 50,000 ports some are other programs'; this one is left out.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

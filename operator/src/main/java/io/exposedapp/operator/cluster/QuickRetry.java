package io.exposedapp.operator.cluster;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Repeats a write at once that failed at once: a server that is just being replaced answers the next time. A write that failed slowly is not
 * repeated, since a webhook that times out would hold a worker for as long again.
 */
final class QuickRetry {

    private static final int TRIES = 3;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    /** Whatever takes longer in all is slow. */
    private static final Duration QUICK = Duration.ofSeconds(1);

    private QuickRetry() {
    }

    /**
     * Makes the write, up to three times.
     *
     * @throws KubernetesClientException of the last try
     */
    static void run(Runnable write) {
        of(() -> {
            write.run();
            return write;
        });
    }

    /**
     * Makes a write that has an answer, up to three times.
     *
     * @throws KubernetesClientException of the last try
     */
    static <T> T of(Supplier<T> write) {
        long first = System.nanoTime();
        for (int attempt = 1;; attempt++) {
            try {
                return write.get();
            } catch (KubernetesClientException e) {
                // Looked at after the pause: a process that was stopped meanwhile must not write on what it knew before.
                if (attempt == TRIES || !mayPass(e) || slow(first) || !paused(attempt) || slow(first)) {
                    throw e;
                }
            }
        }
    }

    private static boolean slow(long first) {
        return System.nanoTime() - first > QUICK.toNanos();
    }

    /**
     * An answer that names the write (4xx) does not change by asking again, but 429 does, and that asks for more patience than there is here.
     * Where no answer came, the API server is away, and the pass is tried again as a whole.
     */
    private static boolean mayPass(KubernetesClientException e) {
        return e.getCode() >= 500;
    }

    /** False when the program is being stopped. */
    private static boolean paused(int attempt) {
        try {
            Thread.sleep(FIRST_PAUSE.multipliedBy(1L << (attempt - 1)));
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

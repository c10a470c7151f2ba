package io.exposedapp.test.chaos;

import io.exposedapp.test.waiting.Wait;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Looks at the API server all the time whether the {@link Invariants} hold. That it does not answer is no matter of these. */
final class Watcher implements AutoCloseable {

    private static final long PAUSE_MILLIS = 400;

    /** The operator's client doubles its pause between two tries to watch again up to 16 s. */
    private static final Duration RECONNECT = Duration.ofSeconds(30);

    private final KubernetesClient client;
    private final String namespace;
    private final BooleanSupplier operatorRuns;
    private final Chronicle chronicle;
    private final Invariants invariants = new Invariants();
    private final List<String> broken = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
    private int silencing;
    private long reportsFrom = System.nanoTime();
    private int looks;
    private int failures;

    private Watcher(KubernetesClient client, String namespace, BooleanSupplier operatorRuns, Chronicle chronicle) {
        this.client = client;
        this.namespace = namespace;
        this.operatorRuns = operatorRuns;
        this.chronicle = chronicle;
    }

    static Watcher start(KubernetesClient client, String namespace, BooleanSupplier operatorRuns, Chronicle chronicle) {
        var watcher = new Watcher(client, namespace, operatorRuns, chronicle);
        var _ = watcher.thread.scheduleWithFixedDelay(watcher::look, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        return watcher;
    }

    /** A disturbance keeps the operator from writing a status. */
    synchronized void silencingBegins() {
        silencing++;
        invariants.forgetFalseReady();
    }

    /** One such disturbance is over. */
    synchronized void silencingEnds() {
        silencing--;
        reportsFrom = System.nanoTime() + RECONNECT.toNanos();
        invariants.forgetFalseReady();
    }

    private void look() {
        try {
            var look = Look.at(client, namespace);
            judge(look);
        } catch (KubernetesClientException e) {
            missed();
        } catch (RuntimeException | Error e) {
            // Nothing would look any longer after this thread's end.
            broken.add("the watcher failed: " + e);
        }
    }

    private synchronized void judge(Look look) {
        looks++;
        for (var problem : invariants.broken(look, System.nanoTime(), canReport())) {
            broken.add(problem);
            chronicle.tell("BROKEN  " + problem);
        }
    }

    private boolean canReport() {
        return silencing == 0 && System.nanoTime() >= reportsFrom && operatorRuns.getAsBoolean();
    }

    /** Everything is whole: there are looks that are answered. */
    void awaitLooks() {
        int before = looks();
        Wait.until("the watcher looks").isSo(() -> looks() > before);
    }

    private synchronized int looks() {
        return looks;
    }

    private synchronized void missed() {
        failures++;
        invariants.forgetFalseReady();
    }

    /** Throws an {@link AssertionError} if one was ever broken. */
    void requireUnbroken() {
        if (!broken.isEmpty()) {
            throw new AssertionError(String.join("\n", broken));
        }
    }

    /** "1200 looks, 80 of them unanswered; ...". */
    synchronized String summary() {
        return "%d looks, and %d unanswered ones; an app was falsely Ready for %.1f s at most".formatted(looks, failures,
                invariants.longestFalseReady());
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}

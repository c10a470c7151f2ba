package io.exposedapp.operator.cluster;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Many requests of one kind in batches that double, as the ReplicaSet controller sends its own (slowStartBatch): the first goes alone, so
 * what the API server refuses for all of them costs few requests.
 */
final class SideBySide {

    private SideBySide() {
    }

    /** What has been asked for, and the failure if it was not done. */
    record Tried<T>(T what, @Nullable KubernetesClientException failure) {
    }

    /**
     * Sends them all but those that are ruled out when their batch begins.
     *
     * @param most at the same time
     * @param rules whether one may still be sent; asked on the caller's thread, as the outcome is told there
     * @param request blocks until it is answered; runs on other threads, several at a time
     * @param outcome in the given order, before the next batch begins; what it throws ends the whole
     */
    static <T> void send(List<T> all, int most, Predicate<T> rules, Consumer<T> request, Consumer<Tried<T>> outcome) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var size = 1;
            for (var from = 0; from < all.size(); from += size, size = Math.min(2 * size, most)) {
                var batch = all.subList(from, Math.min(all.size(), from + size)).stream().filter(rules).toList();
                batch(threads, batch, request).forEach(outcome);
            }
        }
    }

    private static <T> List<Tried<T>> batch(ExecutorService threads, List<T> batch, Consumer<T> request) {
        var sent = new ArrayList<Callable<Tried<T>>>();
        batch.forEach(one -> sent.add(() -> tried(one, request)));
        try {
            return threads.invokeAll(sent).stream().map(SideBySide::result).toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KubernetesClientException("interrupted while requests were under way", e);
        }
    }

    private static <T> Tried<T> tried(T one, Consumer<T> request) {
        try {
            request.accept(one);
            return new Tried<>(one, null);
        } catch (KubernetesClientException e) {
            return new Tried<>(one, e);
        }
    }

    private static <T> Tried<T> result(Future<Tried<T>> done) {
        try {
            return done.get();
        } catch (InterruptedException e) {
            throw new IllegalStateException("invokeAll has waited for it", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}

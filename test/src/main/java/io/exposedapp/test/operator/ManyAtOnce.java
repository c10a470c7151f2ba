package io.exposedapp.test.operator;

import java.util.Collection;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Requests over 16 connections at once. */
public final class ManyAtOnce {

    private static final int CONNECTIONS = 16;

    private ManyAtOnce() {
    }

    /** Returns when the work is done for all of them; throws what the first that failed has thrown. */
    public static <T> void forEach(Collection<T> items, Consumer<T> work) {
        try (var connections = Executors.newFixedThreadPool(CONNECTIONS)) {
            var all = items.stream().map(item -> connections.submit(() -> work.accept(item))).toList();
            for (var done : all) {
                done.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("one of many requests failed", e.getCause());
        }
    }
}

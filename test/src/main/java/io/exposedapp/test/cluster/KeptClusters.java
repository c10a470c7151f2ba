package io.exposedapp.test.cluster;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/**
 * The clusters of a kind of their own that the test classes of a JVM share. Only those that were asked for last are kept: one that nothing uses
 * takes a fortieth of a processor and half a gigabyte until it is closed. Test classes run by package, and a package has two kinds at most, so
 * hardly any cluster is started twice.
 */
public final class KeptClusters implements AutoCloseable {

    private static final int MOST = 2;
    private static final Namespace STORE = Namespace.create(KeptClusters.class);

    /** What was started, or the {@link Throwable} by which it was not; the one that was asked for last is the last. */
    private final Map<Class<?>, Object> outcomes = new LinkedHashMap<>(MOST, 1, true);

    KeptClusters() {
    }

    /** Of this JVM: where several JVMs share the tests, each class is a run of its own to JUnit, and the root of its contexts too. */
    static KeptClusters of(ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, STORE).computeIfAbsent(KeptClusters.class, _ -> new KeptClusters(),
                KeptClusters.class);
    }

    /**
     * The cluster of a kind, from the first class that asks for it on. One that did not start is not started again.
     *
     * @param type of what is started, and the name of the kind
     * @param start leaves nothing behind when it throws, and has kept the logs then
     * @throws IllegalStateException if it did not start
     */
    public static <T extends AutoCloseable> T get(ExtensionContext context, Class<T> type, Supplier<T> start) {
        return of(context).get(type, start);
    }

    /** What was started of that kind; null before, where it did not start, and once it was closed. */
    public static <T extends AutoCloseable> @Nullable T running(ExtensionContext context, Class<T> type) {
        return of(context).running(type);
    }

    synchronized <T extends AutoCloseable> T get(Class<T> type, Supplier<T> start) {
        var outcome = outcomes.get(type);
        if (outcome == null) {
            closeTheLongestUnused();
            outcome = attempt(start);
            outcomes.put(type, outcome);
        }
        if (outcome instanceof Throwable failure) {
            throw new IllegalStateException(type.getSimpleName() + " did not start: " + failure.getMessage(), failure);
        }
        return type.cast(outcome);
    }

    private synchronized <T extends AutoCloseable> @Nullable T running(Class<T> type) {
        var outcome = outcomes.get(type);
        return type.isInstance(outcome) ? type.cast(outcome) : null;
    }

    private static Object attempt(Supplier<? extends AutoCloseable> start) {
        try {
            return start.get();
        } catch (RuntimeException | AssertionError e) {
            return e;
        }
    }

    private void closeTheLongestUnused() {
        Iterator<Object> longestUnusedFirst = outcomes.values().stream().filter(AutoCloseable.class::isInstance).toList().iterator();
        for (long running = outcomes.values().stream().filter(AutoCloseable.class::isInstance).count(); running >= MOST; running--) {
            var unused = longestUnusedFirst.next();
            outcomes.values().remove(unused);
            close((AutoCloseable) unused);
        }
    }

    @Override
    public synchronized void close() {
        outcomes.values().stream().filter(AutoCloseable.class::isInstance).map(AutoCloseable.class::cast).forEach(KeptClusters::close);
        outcomes.clear();
    }

    private static void close(AutoCloseable cluster) {
        try {
            cluster.close();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}

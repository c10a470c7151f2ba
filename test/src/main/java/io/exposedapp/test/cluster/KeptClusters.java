package io.exposedapp.test.cluster;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/**
 * The clusters of a kind of their own that the test classes of a package share in a JVM. Test classes run by package, and most kinds are of one
 * package: a class of another package closes them, for a cluster that nothing uses takes a twentieth of a processor and half a gigabyte.
 */
public final class KeptClusters implements AutoCloseable {

    private static final Namespace STORE = Namespace.create(KeptClusters.class);

    private final Map<Class<?>, Kept> kinds = new LinkedHashMap<>();

    /**
     * A kind of which a cluster was asked for.
     *
     * @param outcome what was started, or the {@link Throwable} by which it was not
     * @param user the package of the class that asked last
     */
    private record Kept(Object outcome, String user) {

        boolean runs() {
            return outcome instanceof AutoCloseable;
        }
    }

    KeptClusters() {
    }

    /** Of this JVM: where several JVMs share the tests, each class is a run of its own to JUnit, and the root of its contexts too. */
    static KeptClusters of(ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, STORE).computeIfAbsent(KeptClusters.class, _ -> new KeptClusters(),
                KeptClusters.class);
    }

    /**
     * The cluster of a kind, from the first class that asks for it to the last one of its package. One that did not start is not started again.
     *
     * @param type of what is started, and the name of the kind
     * @param start leaves nothing behind when it throws, and has kept the logs then
     * @throws IllegalStateException if it did not start
     */
    public static <T extends AutoCloseable> T get(ExtensionContext context, Class<T> type, Supplier<T> start) {
        return of(context).get(packageOf(context), type, start);
    }

    /** What was started of that kind; null before, where it did not start, and once it was closed. */
    public static <T extends AutoCloseable> @Nullable T running(ExtensionContext context, Class<T> type) {
        return of(context).running(type);
    }

    /** A class begins: what only classes of other packages have asked for is closed. */
    static void begins(ExtensionContext context) {
        of(context).closeAllBut(packageOf(context));
    }

    private static String packageOf(ExtensionContext context) {
        return context.getRequiredTestClass().getPackageName();
    }

    synchronized <T extends AutoCloseable> T get(String user, Class<T> type, Supplier<T> start) {
        kinds.computeIfPresent(type, (_, kept) -> new Kept(kept.outcome(), user));
        closeAllBut(user);
        var running = kinds.get(type);
        var outcome = running == null ? attempt(start) : running.outcome();
        kinds.put(type, new Kept(outcome, user));
        if (outcome instanceof Throwable failure) {
            throw new IllegalStateException(type.getSimpleName() + " did not start: " + failure.getMessage(), failure);
        }
        return type.cast(outcome);
    }

    synchronized void closeAllBut(String user) {
        var unused = kinds.values().stream().filter(kept -> kept.runs() && !kept.user().equals(user)).toList();
        kinds.values().removeAll(unused);
        unused.forEach(KeptClusters::close);
    }

    private synchronized <T extends AutoCloseable> @Nullable T running(Class<T> type) {
        var kept = kinds.get(type);
        return kept != null && type.isInstance(kept.outcome()) ? type.cast(kept.outcome()) : null;
    }

    private static Object attempt(Supplier<? extends AutoCloseable> start) {
        try {
            return start.get();
        } catch (RuntimeException | AssertionError e) {
            return e;
        }
    }

    @Override
    public synchronized void close() {
        kinds.values().stream().filter(Kept::runs).forEach(KeptClusters::close);
        kinds.clear();
    }

    private static void close(Kept kept) {
        try {
            ((AutoCloseable) kept.outcome()).close();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}

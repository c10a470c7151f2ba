package io.exposedapp.test.cluster;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands in something that has a cluster of its own: one for all classes of this JVM that ask for it, from the first to the end of the last.
 * What did not start is not started again for the next one.
 *
 * @param <T> what is handed in; it closes its cluster
 */
public abstract class SessionCluster<T extends AutoCloseable> implements ParameterResolver, KeepsLogs {

    private static final Namespace STORE = Namespace.create(SessionCluster.class);

    private final Class<T> type;
    private final Supplier<T> start;
    private final Consumer<T> keepLogs;

    /**
     * For a subclass without parameters, which JUnit makes.
     *
     * @param start leaves nothing behind when it throws, and has kept the logs then
     */
    protected SessionCluster(Class<T> type, Supplier<T> start, Consumer<T> keepLogs) {
        this.type = type;
        this.start = start;
        this.keepLogs = keepLogs;
    }

    @Override
    public final boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == type;
    }

    @Override
    public final T resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var outcome = session(context).computeIfAbsent(type, _ -> attempt());
        if (outcome instanceof Throwable failure) {
            throw new IllegalStateException(type.getSimpleName() + " did not start: " + failure.getMessage(), failure);
        }
        return type.cast(outcome);
    }

    /** What was handed in; null before, and where it did not start. */
    protected final @Nullable T running(ExtensionContext context) {
        var outcome = session(context).get(type);
        return type.isInstance(outcome) ? type.cast(outcome) : null;
    }

    /** It, or why there is none. */
    private Object attempt() {
        try {
            return start.get();
        } catch (RuntimeException | AssertionError e) {
            return e;
        }
    }

    @Override
    public final void keepLogs(ExtensionContext context) {
        var running = running(context);
        if (running != null) {
            keepLogs.accept(running);
        }
    }

    /** Where several JVMs share the tests, each class is a run of its own to JUnit, and the root of its contexts too. */
    private static Store session(ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, STORE);
    }
}

package io.exposedapp.test.cluster;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands in something that has a cluster of its own, which the classes of this JVM that ask for it share: {@link KeptClusters}.
 *
 * @param <T> what is handed in; it closes its cluster
 */
public abstract class SessionCluster<T extends AutoCloseable> implements ParameterResolver, KeepsLogs {

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
        return KeptClusters.get(context, type, start);
    }

    /** What was handed in; null before, and where it did not start. */
    protected final @Nullable T running(ExtensionContext context) {
        return KeptClusters.running(context, type);
    }

    @Override
    public final void keepLogs(ExtensionContext context) {
        var running = running(context);
        if (running != null) {
            keepLogs.accept(running);
        }
    }
}

package io.exposedapp.operator.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The store of an informer that keeps a {@link Mirror} in step. The informer writes its store before it tells anybody, so once it has
 * synced the mirror is complete; event handlers would run later, on another thread.
 *
 * @param <T> the kind
 * @param <V> the record it is read into
 */
final class MirrorStore<T extends HasMetadata, V> implements ItemStore<T> {

    private final Map<String, T> kept = new ConcurrentHashMap<>();
    private final Mirror<V> mirror;
    private final Function<T, Optional<V>> reading;
    private final UnaryOperator<T> pruned;
    private final ObjectFailures failures;

    /**
     * A store.
     *
     * @param reading empty for an object that means nothing to us
     * @param pruned what the informer itself keeps of an object; at least its metadata
     * @param failures takes note of an object whose reading failed: then the mirror keeps what it had
     */
    MirrorStore(Mirror<V> mirror, Function<T, Optional<V>> reading, UnaryOperator<T> pruned, ObjectFailures failures) {
        this.mirror = mirror;
        this.reading = reading;
        this.pruned = pruned;
        this.failures = failures;
    }

    @Override
    public String getKey(T object) {
        return Mirror.key(object);
    }

    @Override
    public @Nullable T put(String key, T object) {
        confined(key, object,
                () -> reading.apply(object).ifPresentOrElse(value -> mirror.seen(object, value), () -> mirror.gone(object)));
        return kept.put(key, pruned.apply(object));
    }

    @Override
    public @Nullable T remove(String key) {
        var object = kept.remove(key);
        if (object != null) {
            confined(key, object, () -> mirror.gone(object));
        }
        return object;
    }

    private void confined(String key, T object, Runnable change) {
        try {
            change.run();
        } catch (RuntimeException | StackOverflowError e) {
            failures.caught(object.getKind(), key, e);
        }
    }

    @Override
    public Stream<String> keySet() {
        return kept.keySet().stream();
    }

    @Override
    public Stream<T> values() {
        return kept.values().stream();
    }

    @Override
    public int size() {
        return kept.size();
    }

    @Override
    public @Nullable T get(String key) {
        return kept.get(key);
    }
}

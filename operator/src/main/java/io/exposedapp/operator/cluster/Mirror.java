package io.exposedapp.operator.cluster;

import io.exposedapp.operator.cluster.Audience.Change;
import io.exposedapp.operator.cluster.Audience.Listener;
import io.exposedapp.operator.cluster.Doubts.Contradiction;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one kind: its watch, with this process's own successful writes laid over it. Of one object the newest
 * resourceVersion wins, so the two may arrive in any order, and an own write is seen at once, before the watch has it.
 *
 * <p>Each object is read into a record once, when it changes, and not at every pass.
 *
 * @param <V> the record
 */
final class Mirror<V> {

    private final Map<String, Known<V>> items = new ConcurrentHashMap<>();
    private final Tombstones tombstones = new Tombstones();
    private final Groups<V> groups;
    private final Listener<V> index;
    private final BiFunction<@Nullable V, V, V> after;
    private final Audience<V> audience = new Audience<>();
    private final Doubts doubts = new Doubts();
    private final AtomicLong newest = new AtomicLong();

    /**
     * An empty mirror.
     *
     * @param group objects of one group can be had together, e.g. all pods of an app
     * @param index is kept in step: told under the object's lock, so in the order of its changes
     * @param after what becomes of a value that comes after the one before, or first
     */
    Mirror(Function<V, ?> group, Listener<V> index, BiFunction<@Nullable V, V, V> after) {
        this.after = after;
        this.groups = new Groups<>(group);
        this.index = index;
    }

    Mirror(Function<V, ?> group, Listener<V> index) {
        this(group, index, (before, now) -> now);
    }

    Mirror(Function<V, ?> group) {
        this(group, (before, now, own) -> {
        });
    }

    /** Tells of changes from here on, after the mirror has them: whoever is woken by one must not look at what was before it. */
    void listen(Listener<V> newListener) {
        audience.is(newListener);
    }

    /** The watch, or a live read, shows the object. */
    void seen(HasMetadata object, V value) {
        put(object, value, false);
    }

    /** This process has written the object, and this is the API server's answer. */
    void written(HasMetadata object, V value) {
        put(object, value, true);
    }

    private void put(HasMetadata object, V read, boolean own) {
        var uid = object.getMetadata().getUid();
        var version = version(object);
        var change = new ArrayList<Change<V>>(1);
        if (!own) {
            newest.accumulateAndGet(version, Math::max);
        }
        items.compute(key(object), (key, before) -> {
            if (tombstones.covers(uid, version) || (before != null && before.version() > version)) {
                if (!own) {
                    doubts.raise(key, uid);
                }
                return before;
            }
            doubts.settle(key);
            if (before != null && before.version() == version) {
                return own ? before : Known.confirmed(uid, version, before.value());
            }
            var value = after.apply(before == null ? null : before.value(), read);
            if (before != null) {
                groups.leave(key, before.value());
            }
            groups.join(key, value);
            change.add(new Change<>(key, before == null ? null : before.value(), value, own));
            index.changed(before == null ? null : before.value(), value, own);
            return own ? Known.written(uid, version, value) : Known.confirmed(uid, version, value);
        });
        audience.tell(change);
    }

    /** The watch shows that the object is gone; this is how it was last known. */
    void gone(HasMetadata object) {
        bury(key(object), object.getMetadata().getUid(), version(object), false);
    }

    /** This process has deleted the object of this UID. */
    void deleted(String key, String uid) {
        var item = items.get(key);
        bury(key, uid, item != null && item.uid().equals(uid) ? item.version() : 0, true);
    }

    /**
     * Reads one object live, and learns what is there. What the mirror has by that name is gone if the answer is that there is none; but only
     * what it had before the question, for a create may have come between.
     */
    <T extends HasMetadata> Optional<V> refresh(String key, Supplier<@Nullable T> read, Function<T, Optional<V>> reading) {
        var before = items.get(key);
        var object = read.get();
        if (object == null) {
            if (before != null) {
                bury(key, before.uid(), before.version(), false);
            }
            return Optional.empty();
        }
        var value = reading.apply(object);
        value.ifPresent(v -> seen(object, v));
        return value;
    }

    private void bury(String key, String uid, long version, boolean own) {
        tombstones.add(uid, version);
        doubts.settle(key);
        remove(key, uid, own);
    }

    private void remove(String key, String uid, boolean own) {
        var change = new ArrayList<Change<V>>(1);
        items.computeIfPresent(key, (k, before) -> {
            if (!before.uid().equals(uid)) {
                return before;
            }
            groups.leave(key, before.value());
            change.add(new Change<>(key, before.value(), null, own));
            index.changed(before.value(), null, own);
            return null;
        });
        audience.tell(change);
    }

    /** The highest resourceVersion that a watch or a live read has shown; 0 before the first. */
    long newest() {
        return newest.get();
    }

    /** Names of which the watch shows what is older than what is known here. */
    List<String> doubted() {
        return doubts.open();
    }

    /** Whether etcd itself has an older object under that name than was known, and so was restored; {@code read} is a GET. */
    Optional<Contradiction> contradiction(String key, Supplier<@Nullable HasMetadata> read) {
        return doubts.check(key, items.get(key), tombstones, read);
    }

    Optional<V> get(String key) {
        var item = items.get(key);
        if (item != null && item.expired()) {
            remove(key, item.uid(), false);
            return Optional.empty();
        }
        return Optional.ofNullable(item).map(Known::value);
    }

    /** All of one group, in no order. */
    List<V> of(Object groupKey) {
        return groups.of(groupKey).stream().flatMap(key -> get(key).stream()).toList();
    }

    Collection<V> all() {
        return items.keySet().stream().flatMap(key -> get(key).stream()).collect(Collectors.toList());
    }

    /** {@code namespace/name}, or the name of a cluster-scoped object. */
    static String key(HasMetadata object) {
        return key(object.getMetadata().getNamespace(), object.getMetadata().getName());
    }

    static long version(HasMetadata object) {
        return Long.parseLong(object.getMetadata().getResourceVersion());
    }

    static String key(@Nullable String namespace, String name) {
        return namespace == null ? name : namespace + "/" + name;
    }
}

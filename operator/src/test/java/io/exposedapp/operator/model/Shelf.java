package io.exposedapp.operator.model;

import io.exposedapp.operator.plan.Failure;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Objects of one kind with their UIDs and resourceVersions, and all that a watch would show of them. What is stored never changes: caches
 * may still show it.
 *
 * @param <T> the kind
 */
final class Shelf<T extends HasMetadata> {

    /** A piece of news, as a watch shows it. */
    record News(HasMetadata object, boolean gone) {
    }

    private final TreeMap<String, T> objects = new TreeMap<>();
    private final List<News> news = new ArrayList<>();
    private final UnaryOperator<T> copy;
    private final LongSupplier version;

    /** @param version gives the next resourceVersion, of all kinds */
    Shelf(UnaryOperator<T> copy, LongSupplier version) {
        this.copy = copy;
        this.version = version;
    }

    @Nullable
    T get(String key) {
        return objects.get(key);
    }

    Collection<T> all() {
        return List.copyOf(objects.values());
    }

    List<News> news() {
        return news;
    }

    T create(T object) {
        if (objects.containsKey(key(object))) {
            throw new Refused(new Failure.AlreadyExists());
        }
        var next = version.getAsLong();
        return store(object, "uid-" + next, next, 1);
    }

    /** Replaces the object under the UID and resourceVersion that it says. */
    T update(T object, boolean newGeneration) {
        var before = expect(key(object), object.getMetadata().getUid(), object.getMetadata().getResourceVersion());
        var generation = before.getMetadata().getGeneration();
        return store(object, before.getMetadata().getUid(), version.getAsLong(), newGeneration ? generation + 1 : generation);
    }

    /** Deletes it, if it is of this UID and, unless null, this resourceVersion. */
    T delete(String key, String uid, @Nullable String resourceVersion) {
        var gone = stamped(expect(key, uid, resourceVersion), uid, version.getAsLong(), 1);
        objects.remove(key);
        news.add(new News(gone, true));
        return gone;
    }

    /** The object, if it is the one that was seen. */
    T expect(String key, String uid, @Nullable String resourceVersion) {
        var object = objects.get(key);
        if (object == null) {
            throw new Refused(new Failure.Gone());
        }
        var meta = object.getMetadata();
        if (!meta.getUid().equals(uid) || (resourceVersion != null && !meta.getResourceVersion().equals(resourceVersion))) {
            throw new Refused(new Failure.Conflict());
        }
        return object;
    }

    private T store(T object, String uid, long resourceVersion, long generation) {
        var stored = stamped(object, uid, resourceVersion, generation);
        objects.put(key(stored), stored);
        news.add(new News(stored, false));
        return stored;
    }

    private T stamped(T object, String uid, long resourceVersion, long generation) {
        var stamped = copy.apply(object);
        stamped.setMetadata(new ObjectMetaBuilder(object.getMetadata()).withUid(uid).withResourceVersion(Long.toString(resourceVersion))
                .withGeneration(generation).build());
        return stamped;
    }

    static String key(HasMetadata object) {
        return key(object.getMetadata().getNamespace(), object.getMetadata().getName());
    }

    static String key(@Nullable String namespace, String name) {
        return namespace == null ? name : namespace + "/" + name;
    }
}

package io.exposedapp.operator.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Names under which a watch shows what is older than what was known of them. For a moment that is no more than a watch which is behind; it
 * stays so when etcd was restored from a backup.
 */
final class Doubts {

    /**
     * The answer of etcd that cannot be, unless history was changed.
     *
     * @param known resourceVersion at which something else was true under that name
     * @param found resourceVersion of what is there now, which is older and so would have been there all the time
     */
    record Contradiction(String key, long known, long found) {
    }

    private final Map<String, String> uids = new ConcurrentHashMap<>();

    void raise(String key, String uid) {
        uids.put(key, uid);
    }

    /** What the watch shows and what is known agree again. */
    void settle(String key) {
        uids.remove(key);
    }

    List<String> open() {
        return List.copyOf(uids.keySet());
    }

    /**
     * Looks at one live. An object that has a resourceVersion has been there, unchanged, ever since: it cannot be older than another
     * state of it, than another object of its name, or than its own end.
     *
     * @param before what was known of the name; the answer to an own write is as good as a watch: etcd had it
     * @param tombstones of what is known to be gone
     * @param read a GET from etcd, and not from a cache of the API server
     */
    Optional<Contradiction> check(String key, @Nullable Known<?> before, Tombstones tombstones, Supplier<@Nullable HasMetadata> read) {
        var uid = uids.get(key);
        // Before the question: what goes, or is written, while it is under way proves nothing.
        var end = uid == null ? 0 : tombstones.version(uid);
        var object = read.get();
        if (object == null) {
            return Optional.empty();
        }
        var found = Mirror.version(object);
        if (before != null && found < before.version()) {
            return Optional.of(new Contradiction(key, before.version(), found));
        }
        return object.getMetadata().getUid().equals(uid) && found <= end
                ? Optional.of(new Contradiction(key, end, found))
                : Optional.empty();
    }
}

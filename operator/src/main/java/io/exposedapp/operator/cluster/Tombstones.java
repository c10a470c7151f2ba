package io.exposedapp.operator.cluster;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Objects that are known to be gone, by UID and the last resourceVersion they were known at, so that news of them which arrives late does
 * not bring them back. Newer news does: an object leaves a watch, and comes back to it, with the label that the watch selects.
 *
 * <p>Only the latest are kept: what comes later than ten thousand other deletions would have to come very late.
 */
final class Tombstones {

    private static final int KEPT = 10_000;

    private final Map<String, Long> versions = Collections.synchronizedMap(new LinkedHashMap<>() {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > KEPT;
        }
    });

    void add(String uid, long version) {
        versions.merge(uid, version, Math::max);
    }

    /** This version of the object, or a later one, is known to be gone. */
    boolean covers(String uid, long version) {
        return version <= version(uid);
    }

    /** The last resourceVersion that it was known at; 0 when it is not known to be gone. */
    long version(String uid) {
        return versions.getOrDefault(uid, 0L);
    }
}

package io.exposedapp.operator.cluster;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Objects that could not be read or planned, which is a fault of the operator. Each is confined to its object: it is logged once with its cause,
 * and counted, and every other object goes on.
 */
public final class ObjectFailures {

    private static final Logger LOGGER = LoggerFactory.getLogger(ObjectFailures.class);

    /** Of the objects whose failure was logged; beyond that each failure is logged. */
    private static final int REMEMBERED = 10_000;

    /** Whatever is watched: a rule can tell none from not asked. */
    private static final List<String> KINDS = List.of("ControllerRevision", "EndpointSlice", "ExposedApp", "Namespace", "Node",
            "NodePortLedger",
            "NodePortReservation", "Pod", "PodDisruptionBudget", "Service");

    private final Map<String, String> logged = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();

    /**
     * Takes note of one.
     *
     * @param kind of the object
     * @param key {@code namespace/name}, or the name of a cluster-scoped object
     */
    public void caught(String kind, String key, Throwable failure) {
        counts.computeIfAbsent(kind, _ -> new AtomicLong()).incrementAndGet();
        var what = failure.toString();
        var object = kind + " " + key;
        var before = logged.size() < REMEMBERED ? logged.put(object, what) : logged.get(object);
        if (!what.equals(before)) {
            LOGGER.atError().addKeyValue("kind", kind).addKeyValue("object", key).setCause(failure)
                    .log("an object could not be read or planned; it stays as it is, and every other object goes on");
        }
    }

    /** Since the start of the process, by kind; every kind that is watched. */
    public SortedMap<String, Long> counts() {
        var now = new TreeMap<String, Long>();
        KINDS.forEach(kind -> now.put(kind, 0L));
        counts.forEach((kind, count) -> now.put(kind, count.get()));
        return now;
    }
}

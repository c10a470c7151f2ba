package io.exposedapp.test.cluster.prometheus;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One line of a query's answer.
 *
 * @param labels with {@code __name__}, if the query keeps it
 */
public record Sample(SortedMap<String, String> labels, double value) {

    public Sample {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    /** Empty if there is none of that name, as in Prometheus' own language. */
    public String label(String name) {
        return labels.getOrDefault(name, "");
    }
}

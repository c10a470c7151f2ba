package io.exposedapp.test.cluster.prometheus;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One process that Prometheus asks for its metrics.
 *
 * @param address "127.0.0.1:8080"
 * @param labels of the target; they come to every sample that does not have its own of that name, as with {@code honorLabels: true}
 */
public record ScrapeTarget(String address, SortedMap<String, String> labels) {

    public ScrapeTarget {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    /**
     * An operator of this machine, with the labels that a PodMonitor gives its pods.
     *
     * @param httpPort where it answers
     * @param pod the name that it is to have
     */
    public static ScrapeTarget operator(int httpPort, String pod) {
        return new ScrapeTarget("127.0.0.1:" + httpPort, new TreeMap<>(
                Map.of("namespace", "exposedapp-system", "pod", pod, "container", "operator", "endpoint", "http")));
    }

    /** The same with the label {@code cluster} of a Prometheus that scrapes several. */
    public ScrapeTarget inCluster(String cluster) {
        var more = new TreeMap<>(labels);
        more.put("cluster", cluster);
        return new ScrapeTarget(address, more);
    }
}

package io.exposedapp.test.cluster.prometheus;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How Prometheus finds a target.
 *
 * @param health "up", "down" or, before the first scrape, "unknown"
 * @param lastError why it is down; else empty
 * @param lastScrapeSeconds how long the last scrape took
 */
public record TargetState(String scrapeUrl, SortedMap<String, String> labels, String health, String lastError, double lastScrapeSeconds) {

    public TargetState {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    public boolean up() {
        return health.equals("up");
    }
}

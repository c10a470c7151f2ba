package io.exposedapp.test.cluster.prometheus;

/**
 * What targets say of a metric.
 *
 * @param type "gauge", "counter", "histogram", "summary", "info" or "unknown"
 */
public record Metadata(String type, String help) {
}

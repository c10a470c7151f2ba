package io.exposedapp.test.monitoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where what ships for monitoring is; Maven runs tests in their module's folder. */
final class Shipped {

    static final Path MONITORING = Path.of("..", "deploy", "monitoring");

    /** The source of all alerts. */
    static final Path RULES = MONITORING.resolve("prometheus/rules.yaml");

    /** Cases for {@code promtool test rules}, one file an alert. */
    static final Path RULE_TESTS = MONITORING.resolve("prometheus/tests");

    static final Path PROMETHEUS_RULE = MONITORING.resolve("prometheus-operator/prometheus-rule.yaml");
    static final Path DASHBOARD = MONITORING.resolve("dashboard/exposedapp.json");
    static final Path RUNBOOKS = Path.of("..", "docs", "runbooks");
    private static final Path METRICS_PAGE = Path.of("..", "docs", "metrics.md");

    private Shipped() {
    }

    /** Whether docs/metrics.md has it; Prometheus' own {@code up}, and what the JVM tells, stand in no table. */
    static boolean hasMetric(String name) {
        var page = text(METRICS_PAGE);
        return name.equals("up") || name.startsWith("jvm_") || name.equals("process_cpu_seconds_total")
                || page.contains("| `" + name.replaceFirst("_bucket$", "") + "` |");
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names of the files of a folder, sorted. */
    static List<String> names(Path folder) {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.exposedapp.test.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.prometheus.Prometheus;
import io.exposedapp.test.cluster.prometheus.PrometheusOptions;
import io.exposedapp.test.cluster.prometheus.Promtool;
import io.exposedapp.test.cluster.prometheus.ScrapeTarget;
import io.exposedapp.test.cluster.prometheus.WithPrometheus;
import io.exposedapp.test.operator.RunningOperator;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.operator.WithOperator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WithOperator
@WithPrometheus
@DisplayName("The page of metrics")
class MetricsPageIT {

    private static final Path PAGE = Path.of("..", "docs", "metrics.md");

    /** Which of these there are depends on the JVM and on what it has done so far. */
    private static final Pattern OF_THE_JVM = Pattern.compile("(jvm|process)_.*");

    /** Given by Prometheus; the bucket of a histogram says nothing either. */
    private static final Set<String> OF_EVERY_SERIES = Set.of("__name__", "job", "instance", "le");

    private final RunningOperator operator;
    private final User user;

    MetricsPageIT(RunningOperator operator, User user) {
        this.operator = operator;
        this.user = user;
    }

    @Test
    @DisplayName("lists every metric that Prometheus has of a working operator, with its type and labels, and none of ours that it has not")
    void listsEveryMetric() throws Exception {
        // Given
        var bare = new ScrapeTarget("127.0.0.1:" + operator.httpPort(), new TreeMap<>());
        try (var prometheus = Prometheus.start(PrometheusOptions.scraping(bare))) {
            user.exposes("measured", "{name: http, containerPort: 80}");
            user.exposes("resting", "{name: http, containerPort: 80}");
            user.seesReady("measured");
            user.seesReady("resting");
            prometheus.awaitsSome("up == 1");

            // When
            user.kubectl("delete", "xapp", "resting", "--wait=false");

            // Then
            prometheus.awaitsSome("last_over_time(exposedapp_number_rest_end_timestamp_seconds[1m])");
            var scraped = rows(prometheus);
            var page = Files.readString(PAGE);
            assertThat(scraped).hasSizeGreaterThan(30);
            assertThat(page).as("rows that docs/metrics.md must have").contains(scraped);
            assertThat(page.lines().filter(line -> line.startsWith("| `exposedapp_")))
                    .as("rows of docs/metrics.md that the operator must show").isNotEmpty()
                    .allMatch(line -> scraped.stream().anyMatch(line::startsWith));
        }
    }

    @Test
    @DisplayName("is about metrics that promtool finds nothing to say about")
    void followsTheConventions() {
        // Given
        user.exposes("checked", "{name: http, containerPort: 80}");
        user.seesReady("checked");

        // When
        var check = Promtool.checkMetrics(operator.metrics());

        // Then
        assertThat(check.output()).isEmpty();
        assertThat(check.exitCode()).isZero();
    }

    /** The table's rows up to the meaning. */
    private static List<String> rows(Prometheus prometheus) {
        var types = types(prometheus);
        var labels = labels(prometheus, types);
        return types.entrySet().stream().filter(metric -> !OF_THE_JVM.matcher(metric.getKey()).matches())
                .map(metric -> "| `%s` | %s | %s |".formatted(metric.getKey(), metric.getValue(),
                        String.join(", ", labels.getOrDefault(metric.getKey(), new TreeSet<>()))))
                .toList();
    }

    /** In OpenMetrics, which Prometheus asks for, the name of a family lacks what the names of its series have. */
    private static SortedMap<String, String> types(Prometheus prometheus) {
        var types = new TreeMap<String, String>();
        prometheus.metadata().forEach((family, metadata) -> types.put(family + switch (metadata.type()) {
            case "counter" -> "_total";
            case "info" -> "_info";
            default -> "";
        }, metadata.type()));
        return types;
    }

    /** A histogram's series have other names than the histogram. */
    private static SortedMap<String, SortedSet<String>> labels(Prometheus prometheus, SortedMap<String, ?> types) {
        var labels = new TreeMap<String, SortedSet<String>>();
        for (var series : prometheus.series("{job=\"exposedapp-operator\"}")) {
            var name = series.getOrDefault("__name__", "");
            var metric = types.containsKey(name) ? name : name.replaceFirst("_(bucket|sum|count)$", "");
            series.keySet().stream().filter(label -> !OF_EVERY_SERIES.contains(label))
                    .forEach(label -> labels.computeIfAbsent(metric, _ -> new TreeSet<>()).add(label));
        }
        return labels;
    }
}

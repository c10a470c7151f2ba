package io.exposedapp.test.cluster.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.exposedapp.test.cluster.process.ComponentFailedException;
import io.exposedapp.test.operator.RunningOperator;
import io.exposedapp.test.operator.WithOperator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithOperator
@WithPrometheus
@DisplayName("A real Prometheus")
class PrometheusIT {

    private static final String NOT_SCRAPED = """
            groups:
              - name: test
                rules:
                  - alert: NotScraped
                    expr: up{job="exposedapp-operator"} == 0
                    annotations: {summary: "{{ $labels.pod }} does not answer"}
            """;

    private final ScrapeTarget operator;

    PrometheusIT(RunningOperator operator) {
        this.operator = ScrapeTarget.operator(operator.httpPort(), "operator-0");
    }

    @Test
    @DisplayName("scrapes the running operator; an alert fires when that is gone and clears when it is back")
    void scrapes(@TempDir Path directory) throws IOException {
        // Given
        var rules = Files.writeString(directory.resolve("rules.yaml"), NOT_SCRAPED);
        try (var prometheus = Prometheus.start(PrometheusOptions.scraping(operator).withRules(rules))) {
            var up = prometheus.awaits("up", samples -> samples.stream().anyMatch(sample -> sample.value() == 1));
            assertThat(up).singleElement().extracting(sample -> sample.label("pod")).isEqualTo("operator-0");
            assertThat(prometheus.targets()).singleElement().matches(TargetState::up);
            prometheus.awaitsCleared("NotScraped");

            // When
            prometheus.scrape(new ScrapeTarget("127.0.0.1:1", operator.labels()));

            // Then
            var alert = prometheus.awaitsFiring("NotScraped");
            assertThat(alert.annotations()).containsEntry("summary", "operator-0 does not answer");
            prometheus.scrape(operator);
            prometheus.awaitsCleared("NotScraped");
        }
    }

    @Test
    @DisplayName("that cannot read a rule does not start, and says why")
    void refusesRules(@TempDir Path directory) throws IOException {
        // Given
        var rules = Files.writeString(directory.resolve("rules.yaml"), NOT_SCRAPED.replace("== 0", "=="));

        // When
        var options = PrometheusOptions.scraping(operator).withRules(rules);

        // Then
        assertThatExceptionOfType(ComponentFailedException.class).isThrownBy(() -> Prometheus.start(options))
                .withMessageContaining("could not parse expression");
        assertThat(Promtool.checkRules(rules).exitCode()).isNotZero();
    }
}

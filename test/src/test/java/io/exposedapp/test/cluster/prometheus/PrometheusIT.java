package io.exposedapp.test.cluster.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import io.exposedapp.test.cluster.FreePort;
import io.exposedapp.test.cluster.process.ComponentFailedException;
import io.exposedapp.test.operator.RunningOperator;
import io.exposedapp.test.operator.WithOperator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
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
    @DisplayName("scrapes the running operator; an alert fires while another target does not answer, and only for that")
    void scrapes(@TempDir Path directory) throws IOException {
        // Given
        var rules = Files.writeString(directory.resolve("rules.yaml"), NOT_SCRAPED);
        var other = ScrapeTarget.operator(FreePort.choose(), "operator-1");
        try (var prometheus = Prometheus.start(PrometheusOptions.scraping(operator, other).withRules(rules))) {
            var alert = prometheus.awaitsFiring("NotScraped", other.labels());
            var up = prometheus.awaitsSome("up == 1");

            // When
            try (var _ = Answering.at(other.address())) {

                // Then
                prometheus.awaitsCleared("NotScraped", other.labels(), other.labels());
                assertThat(prometheus.targets()).extracting(TargetState::up).containsOnly(true);
            }
            prometheus.awaitsFiring("NotScraped", other.labels());
            assertThat(alert.annotations()).containsEntry("summary", "operator-1 does not answer");
            assertThat(up).singleElement().extracting(sample -> sample.label("pod")).isEqualTo("operator-0");
        }
    }

    /** A target without metrics. */
    private record Answering(HttpServer server) implements AutoCloseable {

        static Answering at(String address) throws IOException {
            var server = HttpServer
                    .create(new InetSocketAddress(InetAddress.getLoopbackAddress(), URI.create("http://" + address).getPort()), 0);
            server.createContext("/metrics", exchange -> {
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            server.start();
            return new Answering(server);
        }

        @Override
        public void close() {
            server.stop(0);
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

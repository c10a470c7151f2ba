package io.exposedapp.test.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.prometheus.Promtool;
import io.exposedapp.test.cluster.prometheus.WithPrometheus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@WithPrometheus
@DisplayName("The alerts in promtool")
class AlertRulesIT {

    @Test
    @DisplayName("have nothing that it complains about")
    void checked() {
        // When
        var checked = Promtool.checkRules(Shipped.RULES);

        // Then
        assertThat(checked.orThrow()).contains("SUCCESS: " + AlertRule.shipped().size() + " rules found");
    }

    @Test
    @DisplayName("are read by the scrape configuration that ships, which it has nothing to say against either")
    void scrapeConfiguration(@TempDir Path folder) throws IOException {
        // Given
        Files.copy(Shipped.RULES, folder.resolve("rules.yaml"));
        var shipped = Shipped.text(Shipped.MONITORING.resolve("prometheus/prometheus.yaml"));
        // Debian's promtool is built without discovery in Kubernetes; all else is as it ships.
        var known = shipped.replaceFirst("(?s)kubernetes_sd_configs:.*?relabel_configs:", "static_configs: []\n    relabel_configs:");
        assertThat(known).isNotEqualTo(shipped);

        // When
        var checked = Promtool.checkConfig(Files.writeString(folder.resolve("prometheus.yaml"), known));

        // Then
        assertThat(checked.orThrow()).contains("prometheus.yaml is valid", "SUCCESS: " + AlertRule.shipped().size() + " rules found");
    }

    static Stream<Path> cases() {
        return Shipped.names(Shipped.RULE_TESTS).stream().map(Shipped.RULE_TESTS::resolve);
    }

    @ParameterizedTest
    @MethodSource("cases")
    @DisplayName("fire and clear when they are to, and not on what only looks like it")
    void tried(Path file) {
        // When
        var tried = Promtool.testRules(file);

        // Then
        assertThat(tried.orThrow()).contains("SUCCESS");
    }

    @ParameterizedTest
    @MethodSource("cases")
    @DisplayName("have in each case one moment at least at which the alert fires and one at which it does not")
    void worthTheName(Path file) {
        // When
        var text = Shipped.text(file);

        // Then
        var alert = file.getFileName().toString().replace(".yaml", "");
        assertThat(text.split("alertname: " + alert + "\n", -1)).hasSizeGreaterThan(3);
        assertThat(text.split("exp_alerts:", -1)).hasSizeGreaterThan(1).hasSizeLessThan(text.split("alertname: ", -1).length);
    }
}

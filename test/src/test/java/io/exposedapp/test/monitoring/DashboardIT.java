package io.exposedapp.test.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.cluster.prometheus.Prometheus;
import io.exposedapp.test.cluster.prometheus.Sample;
import io.exposedapp.test.cluster.prometheus.WithPrometheus;
import io.exposedapp.test.operator.User;
import java.time.Duration;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ControlPlane
@WithPrometheus
@ExtendWith(MonitoredCluster.Provider.class)
@DisplayName("The dashboard, on a real Prometheus")
class DashboardIT {

    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.*), (\\w+)\\)");

    private final MonitoredCluster monitored;
    private final Prometheus prometheus;
    private final Dashboard dashboard = Dashboard.shipped();
    private final User user;

    DashboardIT(MonitoredCluster monitored) {
        this.monitored = monitored;
        prometheus = monitored.prometheus();
        user = monitored.newcomer();
    }

    @Test
    @DisplayName("shows something in every panel, when apps are in all states and something goes wrong")
    void everyQuery() {
        // Given
        user.exposes("ready", "{name: http, containerPort: 80, nodePort: 31200}");
        user.exposes("left", "{name: http, containerPort: 80}");
        user.seesReady("ready");
        user.seesReady("left");
        var silent = new TreeSet<String>();
        dashboard.expressions().forEach(expression -> silent.add(dashboard.sent(expression, "10s")));
        assertThat(silent).hasSizeGreaterThan(25);

        // When
        user.exposes("refused", "{name: http, containerPort: 80, nodePort: 31200}");
        user.applies("""
                apiVersion: exposedapp.io/v1
                kind: ExposedApp
                metadata: {name: pending}
                spec: {image: registry.example/test/app:1, resources: {requests: {cpu: "5000"}}, ports: [{name: http, containerPort: 80}]}
                """);
        user.kubectl("delete", "xapp", "left");
        monitored.forbid("exposedapps/status");
        user.exposes("mute", "{name: http, containerPort: 80}");

        // Then: each at some moment, for some of it passes
        user.within(Duration.ofMinutes(1)).awaits("an answer to each of " + silent, () -> {
            silent.removeIf(
                    query -> prometheus.query(query).stream().mapToDouble(Sample::value).anyMatch(value -> !Double.isNaN(value)));
            return silent.isEmpty();
        });
    }

    @Test
    @DisplayName("offers ledgers and namespaces to choose from, and clusters where there are several")
    void variables() {
        // Given
        user.exposes("shop", "{name: http, containerPort: 80}");
        user.seesReady("shop");

        // When
        var offers = dashboard.variables().stream()
                .map(variable -> LABEL_VALUES.matcher(dashboard.sent(variable.path("definition").asText(),
                        "")))
                .filter(offer -> offer.matches()).toList();

        // Then
        assertThat(offers).extracting(offer -> offer.group(2)).containsExactly("cluster", "namespace", "ledger");
        assertThat(offers).allSatisfy(offer -> assertThat(prometheus.awaitsSome(offer.group(1)))
                .allSatisfy(sample -> assertThat(sample.label(offer.group(2)).isEmpty()).isEqualTo(offer.group(2).equals("cluster"))));
    }
}

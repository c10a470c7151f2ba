package io.exposedapp.test.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.cluster.prometheus.Prometheus;
import io.exposedapp.test.cluster.prometheus.Sample;
import io.exposedapp.test.cluster.prometheus.ScrapeTarget;
import io.exposedapp.test.cluster.prometheus.WithPrometheus;
import io.exposedapp.test.operator.RunningOperator;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.operator.WithOperator;
import io.exposedapp.test.scenario.contract.DeadWebhook;
import io.exposedapp.test.waiting.Wait;
import java.time.Duration;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@WithOperator
@WithPrometheus
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("The dashboard, on a real Prometheus")
class DashboardIT {

    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.*), (\\w+)\\)");

    private final TestCluster cluster;
    private final Prometheus prometheus;
    private final Dashboard dashboard = Dashboard.shipped();

    DashboardIT(TestCluster cluster, RunningOperator operator) {
        this.cluster = cluster;
        prometheus = QuickRules.FORGETFUL.start(ScrapeTarget.operator(operator.httpPort(), "exposedapp-operator-0"));
    }

    @AfterAll
    void stop() {
        prometheus.close();
    }

    @Test
    @DisplayName("shows something in every panel, when apps are in all states and something goes wrong")
    void everyQuery(User user) {
        // Given: a cool-down that does not end before it is seen
        try (var slow = TestLedger.create(cluster, "dashboard", "30300-30399", 3600)) {
            user.exposesWith("ready", slow.exposure(), "{name: http, containerPort: 80}");
            user.exposesWith("left", slow.exposure(), "{name: http, containerPort: 80}");
            int number = User.number(user.seesReady("ready"), "http");
            user.seesReady("left");
            var silent = new TreeSet<String>();
            dashboard.expressions().forEach(expression -> silent.add(dashboard.sent(expression, "10s")));
            assertThat(silent).hasSizeGreaterThan(25);
            // Only what comes after the first scrape is an increase.
            prometheus.awaitsSome("exposedapp_number_info{namespace=\"" + user.namespace() + "\"}");

            // When
            user.exposesWith("late", slow.exposure(), "{name: http, containerPort: 80}");
            user.seesReady("late");
            user.exposesWith("refused", slow.exposure(), "{name: http, containerPort: 80, nodePort: %d}".formatted(number));
            user.applies(
                    """
                            apiVersion: exposedapp.io/v1
                            kind: ExposedApp
                            metadata: {name: pending}
                            spec: {image: registry.example/test/app:1, resources: {requests: {cpu: "5000"}}, ports: [{name: http, containerPort: 80}]}
                            """);
            user.kubectl("delete", "xapp", "left");
            try (var _ = DeadWebhook.on(cluster.client(), user.namespace(), "exposedapps/status")) {
                user.exposes("mute", "{name: http, containerPort: 80}");

                // Then: each at some moment, for some of it passes
                Wait.until("every query has been answered").every(Duration.ofMillis(500)).isSo(() -> {
                    silent.removeIf(query -> prometheus.query(query).stream().mapToDouble(Sample::value)
                            .anyMatch(value -> !Double.isNaN(value)));
                    return silent.isEmpty();
                }, () -> "no answer to " + String.join("\nnor to ", silent));
            }
        }
    }

    @Test
    @DisplayName("offers ledgers and namespaces to choose from, and clusters where there are several")
    void variables(User user) {
        // Given
        user.exposes("shop", "{name: http, containerPort: 80}");
        user.seesReady("shop");

        // When
        var offers = dashboard.variables().stream()
                .map(variable -> LABEL_VALUES.matcher(dashboard.sent(variable.path("definition").asText(), "")))
                .filter(offer -> offer.matches()).toList();

        // Then
        assertThat(offers).extracting(offer -> offer.group(2)).containsExactly("cluster", "namespace", "ledger");
        assertThat(offers).allSatisfy(offer -> assertThat(prometheus.awaitsSome(offer.group(1)))
                .allSatisfy(sample -> assertThat(sample.label(offer.group(2)).isEmpty()).isEqualTo(offer.group(2).equals("cluster"))));
    }
}

package io.exposedapp.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.api.v1.NodePortLedgerStatus;
import io.exposedapp.operator.cluster.ApiRequests.Asked;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetricsV2;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OperatorMetricsTest {

    private final OperatorMetrics metrics = new OperatorMetrics("1.2.3");

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    @DisplayName("The ledgers' numbers are asked for at each scrape, by ledger and state")
    void countsNumbersByState() {
        // Given
        metrics.cluster(() -> true).ledgers(() -> new TreeMap<>(
                Map.of("default", new NodePortLedgerStatus(1L, "30000-30014", 15, 4, 1, 2, 3, 2, List.of(), 7, 6, 3, null))));

        // When
        var text = Scrapes.text(metrics);

        // Then
        assertThat(text).contains(
                """
                        # TYPE exposedapp_ledger_numbers gauge
                        exposedapp_ledger_numbers{ledger="default",state="cooling_down"} 1.0
                        exposedapp_ledger_numbers{ledger="default",state="foreign"} 2.0
                        exposedapp_ledger_numbers{ledger="default",state="free"} 3.0
                        exposedapp_ledger_numbers{ledger="default",state="held"} 4.0
                        exposedapp_ledger_numbers{ledger="default",state="retained"} 2.0
                        exposedapp_ledger_numbers{ledger="default",state="set_aside"} 3.0
                        """, "\nexposedapp_ledger_size{ledger=\"default\"} 15.0\n",
                "\nexposedapp_ledger_out_of_range_numbers{ledger=\"default\"} 7.0\n",
                "\nexposedapp_ledger_unheld_numbers{ledger=\"default\"} 6.0\n");
    }

    @Test
    @DisplayName("A count that is not known yet has no sample, rather than 0")
    void leavesOutUnknownCounts() {
        // Given
        metrics.cluster(() -> true).ledgers(() -> new TreeMap<>(
                Map.of("default", new NodePortLedgerStatus(1L, null, null, 4, 0, 0, null, null, null, null, 0, null, null))));

        // When
        var text = Scrapes.text(metrics);

        // Then
        assertThat(text).contains("state=\"held\"} 4.0", "state=\"cooling_down\"} 0.0").doesNotContain("state=\"free\"",
                "state=\"foreign\"");
    }

    @Test
    @DisplayName("Refused ports are counted by reason")
    void countsRefusals() {
        // Given
        metrics.cluster(() -> true).refusals(() -> new TreeMap<>(Map.of("PortInUse", 2, "PortOutOfRange", 0)));

        // When
        var text = Scrapes.text(metrics);

        // Then
        assertThat(text).contains("exposedapp_port_refusals{reason=\"PortInUse\"} 2.0\n",
                "exposedapp_port_refusals{reason=\"PortOutOfRange\"} 0.0\n");
    }

    @Test
    @DisplayName("Repairs are counted by kind, and ports without a number at all")
    void countsRepairs() {
        // Given
        metrics.repairs(() -> new TreeMap<>(Map.of("service_ports", 3L, "entry_remade", 0L)));
        metrics.cluster(() -> true).waitingPorts(() -> 5);

        // When
        var text = Scrapes.text(metrics);

        // Then
        assertThat(text).contains("exposedapp_repairs_total{kind=\"service_ports\"} 3.0\n",
                "exposedapp_repairs_total{kind=\"entry_remade\"} 0.0\n", "\nexposedapp_waiting_ports 5.0\n");
    }

    @Test
    @DisplayName("The gauge of the leader follows the leadership")
    void followsLeadership() {
        // Given
        var leads = new AtomicBoolean();
        metrics.leader(leads::get);
        var before = Scrapes.text(metrics);
        leads.set(true);

        // When
        var after = Scrapes.text(metrics);

        // Then
        assertThat(before).contains("\nexposedapp_leader 0.0\n");
        assertThat(after).contains("\nexposedapp_leader 1.0\n");
    }

    @Test
    @DisplayName("A ledger's conditions are told with their reasons, one series each")
    void tellsLedgersConditions() {
        // Given
        var exhausted = new ConditionBuilder().withType("Exhausted").withStatus("True").withReason("LedgerExhausted").build();
        metrics.cluster(() -> true).ledgers(() -> new TreeMap<>(Map.of("default",
                new NodePortLedgerStatus(1L, null, null, null, null, null, null, null, null, null, null, null, List.of(exhausted)))));

        // When
        var text = Scrapes.text(metrics);

        // Then
        assertThat(text).contains("\nexposedapp_ledger_status_condition{condition=\"Exhausted\",ledger=\"default\","
                + "reason=\"LedgerExhausted\",status=\"True\"} 1.0\n");
    }

    @Test
    @DisplayName("Rollouts that have ended are counted by how long they took")
    void measuresRollouts() {
        // Given
        var rollouts = metrics.registerRollouts();

        // When
        rollouts.accept(Duration.ofMillis(4500));

        // Then
        assertThat(Scrapes.text(metrics)).contains("exposedapp_rollout_duration_seconds_bucket{le=\"2.0\"} 0\n",
                "exposedapp_rollout_duration_seconds_bucket{le=\"5.0\"} 1\n", "exposedapp_rollout_duration_seconds_sum 4.5\n");
    }

    @Test
    @DisplayName("Requests to the API server are counted by verb, resource and code")
    void countsRequests() {
        // Given
        metrics.apiRequests(() -> Map.of(new Asked("patch", "exposedapps/status", "409"), 7L));

        // When
        var text = Scrapes.text(metrics);

        // Then
        assertThat(text).contains("exposedapp_api_requests_total{code=\"409\",resource=\"exposedapps/status\",verb=\"patch\"} 7.0\n");
    }

    @Test
    @DisplayName("The build says its version and its Java")
    void namesTheBuild() {
        // When
        var text = Scrapes.text(metrics);

        // Then
        assertThat(text).contains("exposedapp_build_info{java=\"" + Runtime.version() + "\",version=\"1.2.3\"} 1");
    }

    @Test
    @DisplayName("JOSDK's meters get the help text that they come without")
    void explainsJosdk() {
        // Given
        metrics.josdk().reconciliationSucceeded(new PodBuilder().withNewMetadata().endMetadata().build(),
                Map.of("controller.name", "apps"));

        // When
        var text = Scrapes.text(metrics);

        // Then
        assertThat(text).contains("""
                # HELP reconciliations_success_total Passes that ended well.
                # TYPE reconciliations_success_total counter
                reconciliations_success_total{controller_name="apps"} 1.0
                """);
    }

    @Test
    @DisplayName("JOSDK's count of objects is left out, since a standby has it too")
    void leavesOutWhatAStandbyCounts() {
        // Given
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        JosdkMetrics.prepare(registry);

        // When
        registry.gauge(MicrometerMetricsV2.NUMBER_OF_RESOURCE_GAUGE, 3);

        // Then
        assertThat(registry.scrape()).isEmpty();
        registry.close();
    }

    @Test
    @DisplayName("Memory, collections, threads and processor time of the process are there")
    void tellsAboutTheProcess() {
        // When
        var text = Scrapes.text(metrics);

        // Then
        assertThat(text).contains("\njvm_memory_used_bytes{", "\njvm_threads_live_threads ", "\nprocess_cpu_seconds_total ",
                "\nprocess_start_time_seconds ", "\nprocess_uptime_seconds ", "\nprocess_resident_memory_bytes ", "\nprocess_open_fds ",
                "\nprocess_max_fds ", "\njvm_gc_memory_allocated_bytes_total ");
    }
}

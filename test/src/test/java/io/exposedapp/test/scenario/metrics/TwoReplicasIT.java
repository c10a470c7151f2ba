package io.exposedapp.test.scenario.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.cluster.prometheus.Prometheus;
import io.exposedapp.test.cluster.prometheus.PrometheusOptions;
import io.exposedapp.test.cluster.prometheus.Sample;
import io.exposedapp.test.cluster.prometheus.ScrapeTarget;
import io.exposedapp.test.cluster.prometheus.WithPrometheus;
import io.exposedapp.test.operator.RunningOperator;
import io.exposedapp.test.scenario.process.OwnCluster;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@ControlPlane
@WithPrometheus
@DisplayName("Of two replicas of the operator")
class TwoReplicasIT {

    @Test
    @DisplayName("only the one that acts tells of apps, numbers and ledgers; then the other one does")
    @SuppressWarnings("try") // that the first one ends early is the story
    void onlyTheLeaderTells() {
        try (var cluster = OwnCluster.start(); var first = replica(cluster, "first")) {
            // Given
            var user = OwnCluster.user(cluster);
            user.exposes("web", "{name: http, containerPort: 80}");
            user.seesReady("web");
            try (var second = replica(cluster, "second");
                    var prometheus = Prometheus.start(PrometheusOptions.scraping(ScrapeTarget.operator(first.httpPort(), "first"),
                            ScrapeTarget.operator(second.httpPort(), "second")))) {
                prometheus.awaitsSome("count(exposedapp_caches_synced == 1) == 2");
                prometheus.awaitsSome("sum(exposedapp_leader) == 1");
                prometheus.awaitsSome("sum(exposedapp_ledger_numbers{state=\"held\"}) == 1");
                assertThat(tellers(prometheus)).containsExactly("first");

                // When
                first.close();

                // Then
                prometheus.awaits("exposedapp_app_spec_replicas{app=\"web\"}", _ -> tellers(prometheus).equals(Set.of("second")));
                prometheus.awaitsSome("sum(exposedapp_leader) == 1");
                prometheus.awaitsSome("sum(exposedapp_ledger_numbers{state=\"held\"}) == 1");
            }
        }
    }

    /** Replicas that tell anything of the cluster. */
    private static Set<String> tellers(Prometheus prometheus) {
        var names = "exposedapp_(app|ledger|number|port|waiting|duplicate)_.*";
        return prometheus.query("{__name__=~\"" + names + "\"}").stream().map(TwoReplicasIT::pod).collect(Collectors.toSet());
    }

    private static String pod(Sample sample) {
        return sample.label("pod");
    }

    private static RunningOperator replica(TestCluster cluster, String name) {
        return RunningOperator.start(cluster, _ -> {
        }, Map.of("LEADER_ELECTION", "true", "POD_NAME", name));
    }
}

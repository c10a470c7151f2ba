package io.exposedapp.test.scenario.metrics;

import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.cluster.prometheus.Prometheus;
import io.exposedapp.test.cluster.prometheus.PrometheusOptions;
import io.exposedapp.test.cluster.prometheus.Sample;
import io.exposedapp.test.cluster.prometheus.ScrapeTarget;
import io.exposedapp.test.cluster.prometheus.WithPrometheus;
import io.exposedapp.test.operator.QuietCluster;
import io.exposedapp.test.operator.RunningOperator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ControlPlane
@ExtendWith(QuietCluster.Provider.class)
@WithPrometheus
@DisplayName("Of two replicas of the operator")
class TwoReplicasIT {

    /** No machine is so busy that the leader loses such a lease. */
    private static final Map<String, String> AN_HOUR = Map.of("LEASE_DURATION_SECONDS", "3600", "LEASE_RENEW_DEADLINE_SECONDS", "1800");

    @Test
    @DisplayName("only the one that acts tells of apps, numbers and ledgers; then the other one does")
    @SuppressWarnings("try") // that the first one ends early is the story
    void onlyTheLeaderTells(QuietCluster cluster) {
        try (var first = replica(cluster, "first")) {
            // Given
            var user = cluster.user();
            user.exposes("web", "{name: http, containerPort: 80}");
            user.seesReady("web");
            try (var second = replica(cluster, "second");
                    var prometheus = Prometheus.start(PrometheusOptions.scraping(ScrapeTarget.operator(first.httpPort(), "first"),
                            ScrapeTarget.operator(second.httpPort(), "second")))) {
                prometheus.awaitsSome("count(exposedapp_caches_synced == 1) == 2");
                prometheus.awaitsSome("sum(exposedapp_leader) == 1");
                prometheus.awaitsSome("sum(exposedapp_ledger_numbers{state=\"held\"}) == 1");
                awaitTellers(prometheus, "first");

                // When
                first.close();

                // Then
                awaitTellers(prometheus, "second");
                prometheus.awaitsSome("sum(exposedapp_leader) == 1");
                prometheus.awaitsSome("sum(exposedapp_ledger_numbers{state=\"held\"}) == 1");
            }
        }
    }

    /** Waits until that replica and no other tells anything of the cluster: a scrape that fails on a busy machine has nothing of either. */
    private static void awaitTellers(Prometheus prometheus, String replica) {
        prometheus.awaits("{__name__=~\"exposedapp_(app|ledger|number|port|waiting|duplicate)_.*\"}",
                samples -> samples.stream().map(TwoReplicasIT::pod).collect(Collectors.toSet()).equals(Set.of(replica)));
    }

    private static String pod(Sample sample) {
        return sample.label("pod");
    }

    private static RunningOperator replica(QuietCluster cluster, String name) {
        var environment = new HashMap<>(AN_HOUR);
        environment.putAll(Map.of("LEADER_ELECTION", "true", "POD_NAME", name));
        return RunningOperator.start(cluster.cluster(), _ -> {
        }, environment);
    }
}

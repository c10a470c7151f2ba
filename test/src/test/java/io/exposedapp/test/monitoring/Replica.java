package io.exposedapp.test.monitoring;

import io.exposedapp.test.cluster.FreePort;
import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.cluster.prometheus.ScrapeTarget;
import io.exposedapp.test.operator.RunningOperator;
import java.util.HashMap;
import java.util.Map;

/**
 * A replica of the operator that Prometheus asks for its metrics at the same address from beginning to end, whether it runs or not: Prometheus
 * takes note of a new address only once in 5 seconds.
 *
 * @param installation label {@code cluster} of its series
 */
record Replica(TestCluster cluster, String installation, int port) {

    static Replica of(TestCluster cluster, String installation) {
        return new Replica(cluster, installation, FreePort.choose());
    }

    ScrapeTarget target() {
        return ScrapeTarget.operator(port, "exposedapp-operator-1").inCluster(installation);
    }

    /** By which its series and alerts are known. */
    Map<String, String> labels() {
        return Map.of("cluster", installation);
    }

    /** Without leader election. */
    RunningOperator start() {
        return start(Map.of());
    }

    RunningOperator start(Map<String, String> environment) {
        var variables = new HashMap<>(environment);
        variables.put("HTTP_PORT", Integer.toString(port));
        return RunningOperator.start(cluster, _ -> {
        }, variables);
    }
}

package io.exposedapp.test.cluster;

import io.exposedapp.test.cluster.node.Heartbeat;
import io.exposedapp.test.cluster.node.RealNodes;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a test cluster is like.
 *
 * @param simulatedNodes 0 to 200; without nodes no pod is ever scheduled
 * @param realNodes 0 to 3, whose pods run; they need root and {@link io.exposedapp.test.cluster.node.NodeTools programs of the machine}
 * @param heartbeat of all nodes
 * @param apiServerFlags further flags of the API server, "--service-node-port-range=30000-30009"; they win over our own
 * @param etcdFlags further flags of etcd, "--quota-backend-bytes=16777216"; they win over our own
 * @param customResources YAML of CRDs that are there before the controller-manager starts: its garbage collector learns of kinds that come
 * later only every 30 s, and knows no owner of them until then
 * @param keptLogs directory that the logs are kept in, if they are kept, in one of their own
 * @param progress is told what happens, line by line
 */
public record ClusterOptions(
        int simulatedNodes, int realNodes, Heartbeat heartbeat, List<String> apiServerFlags, List<String> etcdFlags,
        List<String> customResources,
        Path keptLogs,
        Consumer<String> progress) {

    /** Refuses more nodes than have an address. */
    public ClusterOptions {
        if (simulatedNodes < 0 || simulatedNodes > SimulatedNodes.MOST) {
            throw new IllegalArgumentException("simulated nodes: " + simulatedNodes + " is not from 0 to " + SimulatedNodes.MOST);
        }
        if (realNodes < 0 || realNodes > RealNodes.MOST) {
            throw new IllegalArgumentException("real nodes: " + realNodes + " is not from 0 to " + RealNodes.MOST);
        }
        apiServerFlags = List.copyOf(apiServerFlags);
        etcdFlags = List.copyOf(etcdFlags);
        customResources = List.copyOf(customResources);
    }

    /** Two simulated nodes, no real one, no further flags, no CRDs; messages go to standard error. */
    public static ClusterOptions defaults() {
        Path keptLogs = Path.of(System.getProperty("java.io.tmpdir"), "exposedapp-cluster-logs");
        return new ClusterOptions(2, 0, Heartbeat.USUAL, List.of(), List.of(), List.of(), keptLogs, System.err::println);
    }

    public ClusterOptions withSimulatedNodes(int count) {
        return new ClusterOptions(count, realNodes, heartbeat, apiServerFlags, etcdFlags, customResources, keptLogs, progress);
    }

    public ClusterOptions withRealNodes(int count) {
        return new ClusterOptions(simulatedNodes, count, heartbeat, apiServerFlags, etcdFlags, customResources, keptLogs, progress);
    }

    public ClusterOptions withHeartbeat(Heartbeat ofNodes) {
        return new ClusterOptions(simulatedNodes, realNodes, ofNodes, apiServerFlags, etcdFlags, customResources, keptLogs, progress);
    }

    public ClusterOptions withApiServerFlags(String... flags) {
        return new ClusterOptions(simulatedNodes, realNodes, heartbeat, List.of(flags), etcdFlags, customResources, keptLogs, progress);
    }

    public ClusterOptions withEtcdFlags(String... flags) {
        return new ClusterOptions(simulatedNodes, realNodes, heartbeat, apiServerFlags, List.of(flags), customResources, keptLogs,
                progress);
    }

    public ClusterOptions withCustomResources(List<String> manifests) {
        return new ClusterOptions(simulatedNodes, realNodes, heartbeat, apiServerFlags, etcdFlags, manifests, keptLogs, progress);
    }

    public ClusterOptions withKeptLogs(Path directory) {
        return new ClusterOptions(simulatedNodes, realNodes, heartbeat, apiServerFlags, etcdFlags, customResources, directory, progress);
    }

    public ClusterOptions withProgress(Consumer<String> messages) {
        return new ClusterOptions(simulatedNodes, realNodes, heartbeat, apiServerFlags, etcdFlags, customResources, keptLogs, messages);
    }
}

package io.exposedapp.test.demo;

import io.exposedapp.test.cluster.ClusterOptions;
import io.exposedapp.test.cluster.CustomResources;
import io.exposedapp.test.cluster.TestCluster;
import java.nio.file.Path;

/** A control plane on this machine, with nodes that KWOK simulates. */
record SimulatedStage(TestCluster cluster, Kubectl kubectl, Path operatorKubeconfig) implements LocalStage {

    static final int NODES = 2;

    static SimulatedStage set(Narrator narrator, Path directory) {
        var options = ClusterOptions.defaults().withSimulatedNodes(NODES).withCustomResources(CustomResources.manifests())
                .withProgress(narrator::detail);
        var cluster = narrator.step("Starting Kubernetes on this machine, with " + NODES + " simulated nodes and the CRDs",
                () -> TestCluster.start(options));
        return new SimulatedStage(cluster, LocalStage.prepare(narrator, cluster, directory), LocalStage.operatorKubeconfig(cluster));
    }

    @Override
    public String aboutPods() {
        return "The control plane is real, the nodes are simulated: pods count as Ready, but nothing runs in them and no traffic flows.";
    }
}

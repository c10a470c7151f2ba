package io.exposedapp.test.demo;

import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.operator.RunningOperator;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;

/** A cluster on this machine, made for the demo. */
sealed interface LocalStage extends Stage permits SimulatedStage, RealStage {

    TestCluster cluster();

    /** What an administrator has installed before the operator starts; the CRDs are there. */
    static Kubectl prepare(Narrator narrator, TestCluster cluster, Path directory) {
        var kubectl = new Kubectl(cluster.binaries().resolve("kubectl"), cluster.kubeconfig(), directory.resolve("kubectl-cache"));
        narrator.step("Installing the operator's roles (deploy/base)", () -> {
            kubectl.run(ShippedFiles.withRoles("apply"));
            kubectl.run("create", "namespace", "shop");
        });
        return kubectl;
    }

    static Path operatorKubeconfig(TestCluster cluster) {
        return cluster.kubeconfigFor(RunningOperator.USER, "system:serviceaccounts", "system:serviceaccounts:exposedapp-system");
    }

    @Override
    default KubernetesClient client() {
        return cluster().client();
    }

    @Override
    default String namespace() {
        return "shop";
    }

    @Override
    default Duration patience() {
        return Duration.ofSeconds(60);
    }

    @Override
    default String export() {
        return "export KUBECONFIG=" + cluster().kubeconfig() + " PATH=" + cluster().binaries() + ":$PATH";
    }

    @Override
    default void close() {
        cluster().close();
    }
}

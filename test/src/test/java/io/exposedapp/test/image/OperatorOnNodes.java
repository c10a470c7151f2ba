package io.exposedapp.test.image;

import io.exposedapp.test.cluster.ClusterOptions;
import io.exposedapp.test.cluster.SessionCluster;
import io.exposedapp.test.cluster.SourceTree;
import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.cluster.image.LocalImages;
import io.exposedapp.test.cluster.node.RealNodes;
import io.exposedapp.test.waiting.Wait;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A cluster of its own, with two real nodes, to which the image was given, and on which the operator was installed by the README's two commands.
 * One for all classes of this package: they kill its Pods, which the shared cluster's other guests need not bear. A test may leave a rollout under
 * way, which the next one waits for if it has to.
 */
record OperatorOnNodes(TestCluster cluster) implements AutoCloseable {

    static final String NAMESPACE = "exposedapp-system";
    static final Path IMAGE = Path.of("image", "target", "exposedapp-operator-image.tar");

    private static final String DEPLOYMENT = "exposedapp-operator";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    static OperatorOnNodes start() {
        var image = SourceTree.at(IMAGE.toString());
        var installed = new OperatorOnNodes(TestCluster.start(
                ClusterOptions.defaults().withSimulatedNodes(0).withRealNodes(2).withKeptLogs(Path.of("target", "cluster-logs"))));
        try {
            LocalImages.loadInto(installed.nodes());
            installed.nodes().load(image);
            installed.cluster.kubectl("apply", "--server-side", "-k", SourceTree.at("crds/manifests").toString()).orThrow();
            installed.cluster.kubectl("apply", "-k", SourceTree.at("deploy/base").toString()).orThrow();
            installed.awaitRollout();
            return installed;
        } catch (RuntimeException | AssertionError e) {
            installed.cluster.keepLogs();
            installed.close();
            throw e;
        }
    }

    RealNodes nodes() {
        return cluster.nodes();
    }

    /** kubectl in the operator's namespace; answers with what it printed. */
    String kubectl(String... arguments) {
        return cluster.kubectl(Stream.concat(Stream.of("-n", NAMESPACE), Stream.of(arguments)).toArray(String[]::new)).orThrow();
    }

    /** Sets the number of replicas, and waits until just these run. */
    void scale(int replicas) {
        kubectl("scale", "deployment/" + DEPLOYMENT, "--replicas=" + replicas);
        Wait.until(replicas + " Pods of the operator are Ready").atMost(PATIENCE).seen(this::pods,
                pods -> pods.size() == replicas && pods.stream().allMatch(Readiness::isPodReady));
    }

    /** Until all replicas of the newest version are Ready, and no other is left. */
    void awaitRollout() {
        Wait.until("the operator's Pods are Ready").atMost(PATIENCE).seen(this::pods, pods -> {
            var deployment = cluster.client().apps().deployments().inNamespace(NAMESPACE).withName(DEPLOYMENT).get();
            return isObserved(deployment) && Readiness.isDeploymentReady(deployment)
            // Zeros are left out of a status.
                    && Objects.equals(deployment.getStatus().getUpdatedReplicas(), pods.size())
                    && pods.stream().allMatch(Readiness::isPodReady);
        });
    }

    /** A status of before the last change says that all is well. */
    private static boolean isObserved(Deployment deployment) {
        return deployment.getStatus() != null
                && Objects.equals(deployment.getStatus().getObservedGeneration(), deployment.getMetadata().getGeneration());
    }

    /** Of the operator, also those that are on their way out. */
    List<Pod> pods() {
        return cluster.client().pods().inNamespace(NAMESPACE).withLabel("app.kubernetes.io/name", DEPLOYMENT).list().getItems();
    }

    /** Who holds the lease, if its Pod is there; or null. */
    @Nullable
    Pod leader() {
        var lease = cluster.client().leases().inNamespace(NAMESPACE).withName(DEPLOYMENT).get();
        return lease == null
                ? null
                : pods().stream().filter(pod -> pod.getMetadata().getName().equals(lease.getSpec().getHolderIdentity())).findFirst()
                        .orElse(null);
    }

    /** Waits for one. */
    Pod awaitLeader() {
        return Wait.until("a Pod of the operator holds the lease").atMost(PATIENCE).there(this::leader);
    }

    @Override
    public void close() {
        cluster.close();
    }

    /** Hands it in. */
    static final class Provider extends SessionCluster<OperatorOnNodes> {

        Provider() {
            super(OperatorOnNodes.class, OperatorOnNodes::start, started -> started.cluster().keepLogs());
        }
    }
}

package io.exposedapp.test.image;

import io.exposedapp.test.cluster.ClusterOptions;
import io.exposedapp.test.cluster.SourceTree;
import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.cluster.image.LocalImages;
import io.exposedapp.test.cluster.node.RealNodes;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.extension.support.TypeBasedParameterResolver;

/**
 * A cluster of its own, with two real nodes, to which the image was given, and on which the operator was installed by the README's two commands.
 * One for all classes of this package: they kill its Pods, which the shared cluster's other guests need not bear.
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
        } catch (RuntimeException e) {
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

    /** Until all replicas of the newest version are Ready, and no other is left. */
    void awaitRollout() {
        Awaitility.await("the operator's Pods are Ready").atMost(PATIENCE).until(() -> {
            var deployment = cluster.client().apps().deployments().inNamespace(NAMESPACE).withName(DEPLOYMENT).get();
            var pods = pods();
            // Zeros are left out of a status.
            return Readiness.isDeploymentReady(deployment) && Objects.equals(deployment.getStatus().getUpdatedReplicas(), pods.size())
                    && pods.stream().allMatch(Readiness::isPodReady);
        });
    }

    /** Of the operator, also those that are on their way out. */
    List<Pod> pods() {
        return cluster.client().pods().inNamespace(NAMESPACE).withLabel("app.kubernetes.io/name", DEPLOYMENT).list().getItems();
    }

    /** Who holds the lease, if its Pod is there. */
    Optional<Pod> leader() {
        var lease = cluster.client().leases().inNamespace(NAMESPACE).withName(DEPLOYMENT).get();
        return lease == null
                ? Optional.empty()
                : pods().stream().filter(pod -> pod.getMetadata().getName().equals(lease.getSpec().getHolderIdentity())).findFirst();
    }

    /** Waits for one. */
    Pod awaitLeader() {
        return Awaitility.await("a Pod of the operator holds the lease").atMost(PATIENCE).pollInterval(Duration.ofMillis(50))
                .until(this::leader, Optional::isPresent).orElseThrow();
    }

    @Override
    public void close() {
        cluster.close();
    }

    /** Hands it in, starts it for the first who asks, and keeps its logs if a test fails. */
    static final class Provider extends TypeBasedParameterResolver<OperatorOnNodes> implements TestExecutionExceptionHandler {

        private static final Namespace STORE = Namespace.create(Provider.class);

        @Override
        public OperatorOnNodes resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot().getStore(STORE).computeIfAbsent(OperatorOnNodes.class, _ -> start(), OperatorOnNodes.class);
        }

        @Override
        public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
            var installed = context.getRoot().getStore(STORE).get(OperatorOnNodes.class, OperatorOnNodes.class);
            if (installed != null) {
                installed.cluster().keepLogs();
            }
            throw failure;
        }
    }
}

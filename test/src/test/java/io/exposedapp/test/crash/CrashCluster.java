package io.exposedapp.test.crash;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.api.v1.NodePortLedger;
import io.exposedapp.api.v1.NodePortReservation;
import io.exposedapp.test.cluster.ClusterOptions;
import io.exposedapp.test.cluster.CustomResources;
import io.exposedapp.test.cluster.SessionCluster;
import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.cluster.TestNamespace;
import io.exposedapp.test.operator.ManyAtOnce;
import io.exposedapp.test.operator.ShippedRoles;
import io.exposedapp.test.waiting.Wait;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The cluster of all crash tests of a JVM. Each of them starts operators of its own in it and takes them for dead before it ends, which would
 * harm others on the shared cluster; each finds it empty.
 */
final class CrashCluster implements AutoCloseable {

    /** Much shorter than the operator's safety net of 10 minutes, so that what is found only by that counts as late. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Of the operator. */
    static final String SYSTEM = "exposedapp-system";

    private final TestCluster cluster;
    private final List<TestNamespace> namespaces = new ArrayList<>();

    private CrashCluster(TestCluster cluster) {
        this.cluster = cluster;
    }

    private static CrashCluster start() {
        var cluster = TestCluster.start(
                ClusterOptions.defaults().withCustomResources(CustomResources.manifests()).withKeptLogs(Path.of("target", "cluster-logs")));
        try {
            ShippedRoles.apply(cluster);
            return new CrashCluster(cluster);
        } catch (RuntimeException | AssertionError e) {
            cluster.keepLogs();
            cluster.close();
            throw e;
        }
    }

    TestCluster cluster() {
        return cluster;
    }

    KubernetesClient client() {
        return cluster.client();
    }

    /**
     * A new namespace, until {@link #empty()}.
     *
     * @param owner what it is for
     */
    String namespace(String owner) {
        var namespace = TestNamespace.create(client(), owner);
        synchronized (namespaces) {
            namespaces.add(namespace);
        }
        return namespace.name();
    }

    /** Takes away all that a test and its operators have left that an operator would look at; none runs now. */
    void empty() {
        synchronized (namespaces) {
            ManyAtOnce.forEach(namespaces, TestNamespace::close);
            namespaces.clear();
        }
        client().resources(ExposedApp.class).inAnyNamespace().delete();
        client().resources(NodePortReservation.class).delete();
        client().resources(NodePortLedger.class).delete();
        client().leases().inNamespace(SYSTEM).delete();
        ManyAtOnce.forEach(withNodePorts(), service -> client().resource(service).delete());
        Wait.until("the cluster is empty").seen(this::left, List::isEmpty);
    }

    private List<HasMetadata> left() {
        return Stream.of(client().resources(ExposedApp.class).inAnyNamespace().list().getItems(),
                client().resources(NodePortReservation.class).list().getItems(), client().resources(NodePortLedger.class).list().getItems(),
                withNodePorts()).<HasMetadata>flatMap(List::stream).toList();
    }

    private List<Service> withNodePorts() {
        return client().services().inAnyNamespace().list().getItems().stream()
                .filter(service -> service.getSpec().getType().equals("NodePort")).toList();
    }

    @Override
    public void close() {
        cluster.close();
    }

    /** Hands it in. */
    static final class Provider extends SessionCluster<CrashCluster> {

        Provider() {
            super(CrashCluster.class, CrashCluster::start, started -> started.cluster.keepLogs());
        }
    }
}

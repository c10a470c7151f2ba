package io.exposedapp.test.operator;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.api.v1.NodePortLedger;
import io.exposedapp.api.v1.NodePortReservation;
import io.exposedapp.test.cluster.ClusterOptions;
import io.exposedapp.test.cluster.CustomResources;
import io.exposedapp.test.cluster.SessionCluster;
import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.cluster.TestNamespace;
import io.exposedapp.test.cluster.audit.AuditLog;
import io.exposedapp.test.waiting.Wait;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A control plane with our kinds and roles, on which no operator runs but those that a test starts. One for all classes of a JVM that ask for
 * it by {@link Provider}: each finds it without apps, reservations, ledgers and leases of operators. A test that stops a part of it, or that
 * changes the kinds or the roles, starts one of its own.
 */
public final class QuietCluster implements AutoCloseable {

    /** All that an operator leaves besides what is in its users' namespaces. */
    private static final List<String> OPERATORS_TRACES = List.of("/apis/exposedapp.io/v1/nodeportreservations",
            "/apis/exposedapp.io/v1/nodeportledgers", "/api/v1/namespaces/exposedapp-system/services",
            "/apis/coordination.k8s.io/v1/namespaces/exposedapp-system/leases");

    private static final List<Class<? extends HasMetadata>> KINDS = List.of(ExposedApp.class, NodePortReservation.class,
            NodePortLedger.class);

    private final TestCluster cluster;
    private final List<TestNamespace> namespaces = new ArrayList<>();

    private QuietCluster(TestCluster cluster) {
        this.cluster = cluster;
    }

    /** Starts one, with these flags over the API server's own. */
    public static QuietCluster start(String... apiServerFlags) {
        return start(options -> options.withApiServerFlags(apiServerFlags));
    }

    /** Starts one with options over those of every other. */
    public static QuietCluster start(UnaryOperator<ClusterOptions> options) {
        var cluster = TestCluster.start(options.apply(ClusterOptions.defaults().withCustomResources(CustomResources.manifests())
                .withKeptLogs(Path.of("target", "cluster-logs"))));
        try {
            ShippedRoles.apply(cluster);
            return new QuietCluster(cluster);
        } catch (RuntimeException e) {
            cluster.keepLogs();
            cluster.close();
            throw e;
        }
    }

    public TestCluster cluster() {
        return cluster;
    }

    /** The administrator's client. */
    public KubernetesClient client() {
        return cluster.client();
    }

    /** What the API server was asked. */
    public AuditLog audit() {
        return cluster.audit();
    }

    /** A user with a namespace of their own. */
    public User user() {
        var namespace = TestNamespace.create(client(), "a test without the shared operator");
        namespaces.add(namespace);
        return new User(cluster, namespace.name());
    }

    /**
     * Takes away what tests left, once their operators have ended. What holds numbers goes at once, and the namespaces in their own time: to
     * wait for them would take seconds.
     */
    public void clear() {
        namespaces.forEach(this::empty);
        OPERATORS_TRACES.forEach(this::deleteAll);
        Wait.until("no app, reservation, ledger and node port is left").seen(this::left, List::isEmpty);
        namespaces.forEach(TestNamespace::close);
        namespaces.clear();
    }

    private void empty(TestNamespace namespace) {
        deleteAll("/apis/exposedapp.io/v1/namespaces/" + namespace + "/exposedapps");
        deleteAll("/api/v1/namespaces/" + namespace + "/services");
        deleteAll("/api/v1/namespaces/" + namespace + "/pods");
    }

    /** In one request, with no grace for pods: their namespace would wait for it. */
    private void deleteAll(String path) {
        client().raw(path, "DELETE", new DeleteOptionsBuilder().withApiVersion("v1").withKind("DeleteOptions").withGracePeriodSeconds(0L)
                .withPropagationPolicy("Background").build());
    }

    private List<String> left() {
        return Stream.concat(
                KINDS.stream().flatMap(kind -> client().resources(kind).inAnyNamespace().list().getItems().stream()),
                client().services().inAnyNamespace().list().getItems().stream()
                        .filter(service -> service.getSpec().getType().equals("NodePort")))
                .map(object -> object.getKind() + " " + object.getMetadata().getName()).toList();
    }

    @Override
    public void close() {
        cluster.close();
    }

    /** Hands in the one of this JVM, and clears it after each class. */
    public static final class Provider extends SessionCluster<QuietCluster> {

        /** For JUnit. */
        public Provider() {
            super(QuietCluster.class, QuietCluster::start, started -> started.cluster.keepLogs());
        }

        @Override
        public void afterAll(ExtensionContext context) {
            super.afterAll(context);
            var running = running(context);
            if (running != null) {
                running.clear();
            }
        }
    }
}

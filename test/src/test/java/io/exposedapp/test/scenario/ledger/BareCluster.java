package io.exposedapp.test.scenario.ledger;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.api.v1.NodePortLedger;
import io.exposedapp.api.v1.NodePortLedgerStatus;
import io.exposedapp.api.v1.NodePortReservation;
import io.exposedapp.test.cluster.ClusterOptions;
import io.exposedapp.test.cluster.CustomResources;
import io.exposedapp.test.cluster.KeepsLogs;
import io.exposedapp.test.cluster.KeptClusters;
import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.cluster.TestNamespace;
import io.exposedapp.test.cluster.audit.AuditLog;
import io.exposedapp.test.operator.RunningOperator;
import io.exposedapp.test.operator.ShippedRoles;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.waiting.Wait;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.support.TypeBasedParameterResolver;

/**
 * A cluster with eleven node ports, for stories that edit the ledger or start and stop the operator, which the shared cluster's other guests
 * would not survive. One for all classes that ask for it; each test finds it without apps, entries, ledgers and operator.
 */
final class BareCluster implements AutoCloseable {

    static final String RANGE = "20000-20010";

    /** The operator's own namespace. */
    private static final String OPERATORS = "exposedapp-system";

    private final TestCluster cluster;
    private final User administrator;
    private final List<TestNamespace> namespaces = new ArrayList<>();
    private @Nullable RunningOperator operator;

    private BareCluster(TestCluster cluster) {
        this.cluster = cluster;
        this.administrator = new User(cluster, OPERATORS);
    }

    /** Somebody who may do anything, in the operator's namespace. */
    User administrator() {
        return administrator;
    }

    KubernetesClient client() {
        return cluster.client();
    }

    void startOperator() {
        startOperator(http -> {
        });
    }

    /** With something added to the operator's HTTP client. */
    void startOperator(Consumer<HttpClient.Builder> http) {
        operator = RunningOperator.start(cluster, http, Map.of());
    }

    /** On a machine with that clock. */
    void startOperator(Clock clock) {
        operator = RunningOperator.start(cluster, clock);
    }

    void stopOperator() {
        Objects.requireNonNull(operator, "it runs").close();
        operator = null;
    }

    /** What the operator tells Prometheus. */
    String metrics() {
        return Objects.requireNonNull(operator, "it runs").metrics();
    }

    /** Somebody with a namespace of their own. */
    User newcomer() {
        var namespace = TestNamespace.create(client(), "a test with a cluster of its own");
        namespaces.add(namespace);
        return new User(cluster, namespace.name());
    }

    /** Somebody with a namespace of their own that has this label. */
    User newcomer(String label) {
        var user = newcomer();
        user.kubectl("label", "namespace", user.namespace(), label);
        return user;
    }

    /** What the API server was asked. */
    AuditLog audit() {
        return cluster.audit();
    }

    /** The Service by which the operator keeps the number in the API server's allocator, or null. */
    @Nullable
    Service hold(int number) {
        return client().services().inNamespace(OPERATORS).withName("hold-" + number).get();
    }

    /** Waits until the operator keeps the number; answers with the Service by which it does. */
    Service seesHold(int number) {
        return administrator.awaits("number " + number + " is kept", () -> hold(number), hold -> true);
    }

    /** Waits until the operator does not keep the number. */
    void seesNoHold(int number) {
        Wait.until("number " + number + " is not kept").gone(() -> hold(number));
    }

    /** {@code kubectl delete} of a ledger. */
    void deleteLedger(String name) {
        cluster.kubectl("delete", "npl", name).orThrow();
    }

    /** {@code kubectl apply} of a ledger with that spec, in YAML on one line. */
    void applyLedger(String name, String spec) {
        cluster.kubectlWithInput("""
                apiVersion: exposedapp.io/v1
                kind: NodePortLedger
                metadata: {name: %s}
                spec: %s
                """.formatted(name, spec), "apply", "-f", "-").orThrow();
    }

    /** Waits until the ledger's status tells of its newest generation and fits; answers with it. */
    NodePortLedgerStatus seesLedger(String name, String what, Predicate<NodePortLedgerStatus> fits) {
        return administrator.awaits("ledger " + name + " " + what,
                () -> client().resources(NodePortLedger.class).withName(name).get(),
                l -> l.getStatus() != null && l.getMetadata().getGeneration().equals(l.getStatus().observedGeneration())
                        && fits.test(l.getStatus()))
                .getStatus();
    }

    /** Reason and message of a ledger's condition, as {@code LedgerNotUsed: only the ledger ...}. */
    static String why(NodePortLedgerStatus status, String type) {
        return Objects.requireNonNull(status.conditions()).stream().filter(c -> c.getType().equals(type))
                .map(c -> c.getStatus() + ", " + c.getReason() + ": " + c.getMessage()).findFirst().orElse("");
    }

    /** After a test: what it left would be in the next one's way. Only Services are waited for, since they hold numbers. */
    @Override
    public void close() {
        if (operator != null) {
            stopOperator();
        }
        client().resources(ExposedApp.class).inAnyNamespace().delete();
        client().resources(NodePortReservation.class).delete();
        client().resources(NodePortLedger.class).delete();
        namespaces.forEach(namespace -> client().services().inNamespace(namespace.name()).delete());
        client().services().inNamespace(OPERATORS).delete();
        client().resourceQuotas().inNamespace(OPERATORS).delete();
        Wait.until("no number is in use").seen(this::nodePortServices, List::isEmpty);
        namespaces.forEach(TestNamespace::close);
    }

    private List<Service> nodePortServices() {
        return client().services().inAnyNamespace().list().getItems().stream()
                .filter(service -> service.getSpec().getType().equals("NodePort")).toList();
    }

    /** What all tests of this JVM share of it. */
    private record Ground(TestCluster cluster) implements AutoCloseable {

        static Ground start() {
            var cluster = TestCluster.start(ClusterOptions.defaults().withCustomResources(CustomResources.manifests())
                    .withApiServerFlags("--service-node-port-range=" + RANGE).withKeptLogs(Path.of("target", "cluster-logs")));
            ShippedRoles.apply(cluster);
            return new Ground(cluster);
        }

        @Override
        public void close() {
            cluster.close();
        }
    }

    /** Hands it in, starts the cluster for the first test that asks, and keeps its logs if one fails. */
    static final class Provider extends TypeBasedParameterResolver<BareCluster> implements KeepsLogs {

        private static final Namespace STORE = Namespace.create(Provider.class);

        @Override
        public BareCluster resolveParameter(ParameterContext parameter, ExtensionContext context) {
            var ground = KeptClusters.get(context, Ground.class, Ground::start);
            return context.getStore(STORE).computeIfAbsent(BareCluster.class, _ -> new BareCluster(ground.cluster()), BareCluster.class);
        }

        @Override
        public void keepLogs(ExtensionContext context) {
            var ground = KeptClusters.running(context, Ground.class);
            if (ground != null) {
                ground.cluster().keepLogs();
            }
        }
    }
}

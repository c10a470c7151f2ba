package io.exposedapp.test.operator;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.api.v1.ExposedAppStatus;
import io.exposedapp.api.v1.NodePortLedger;
import io.exposedapp.api.v1.NodePortReservation;
import io.exposedapp.api.v1.NodePortReservationSpec;
import io.exposedapp.api.v1.PortStatus;
import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.cluster.TestNamespace;
import io.exposedapp.test.waiting.Wait;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Somebody with kubectl and one namespace, who does things, looks at things and waits for things. */
public final class User {

    /** Longer than a kube-proxy waits between two looks. */
    private static final Duration QUIET = Duration.ofSeconds(2);

    private final TestCluster cluster;
    private final KubernetesClient client;
    private final String namespace;
    private final Duration limit;

    public User(TestCluster cluster, String namespace) {
        this(cluster, namespace, Wait.USUAL);
    }

    private User(TestCluster cluster, String namespace, Duration limit) {
        this.cluster = cluster;
        this.client = cluster.client();
        this.namespace = namespace;
        this.limit = limit;
    }

    /** The same person, who waits no longer than that for anything. */
    public User within(Duration most) {
        return new User(cluster, namespace, most);
    }

    public String namespace() {
        return namespace;
    }

    /** Applies manifests, once no earlier test's app has a number that is asked for; what the API server refuses fails the test. */
    public void applies(String yaml) {
        new Leftovers(client).awaitNone(yaml);
        new Manifests(client, namespace).apply(yaml);
    }

    /**
     * The same by a client-side {@code kubectl apply}, which compares with what was applied last. For a manifest that empties an object: an API
     * server that merges it server-side makes a null of a custom resource's {@code field: {}}, and refuses that.
     */
    public void appliesWithKubectl(String yaml) {
        new Leftovers(client).awaitNone(yaml);
        cluster.kubectlWithInput(yaml, "apply", "-n", namespace, "-f", "-").orThrow();
    }

    /**
     * Applies an app of one replica.
     *
     * @param ports each as YAML has it on one line: {@code {name: http, containerPort: 80}}
     */
    public void exposes(String app, String... ports) {
        exposesWith(app, "{}", ports);
    }

    /**
     * The same with something to say of how it is exposed.
     *
     * @param exposure as YAML has it on one line: {@code {reclaimPolicy: Retain}}
     */
    public void exposesWith(String app, String exposure, String... ports) {
        applies("""
                apiVersion: exposedapp.io/v1
                kind: ExposedApp
                metadata: {name: %s}
                spec:
                  image: registry.example/test/app:1
                  exposure: %s
                  ports: [%s]
                """.formatted(app, exposure, String.join(", ", ports)));
    }

    /** Any kubectl command in the namespace; answers with what it printed. */
    public String kubectl(String... arguments) {
        var all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "-n";
        all[arguments.length + 1] = namespace;
        return cluster.kubectl(all).orThrow();
    }

    /** The app, or null. */
    public @Nullable ExposedApp app(String name) {
        return client.resources(ExposedApp.class).inNamespace(namespace).withName(name).get();
    }

    /** The Service, or null. */
    public @Nullable Service service(String name) {
        return client.services().inNamespace(namespace).withName(name).get();
    }

    public List<Pod> pods(String app) {
        return client.pods().inNamespace(namespace).withLabel("exposedapp.io/app", app).list().getItems();
    }

    /** The entry of a number, or null. */
    public @Nullable NodePortReservation entry(int number) {
        return client.resources(NodePortReservation.class).withName(Integer.toString(number)).get();
    }

    /** The ledger, or null. */
    public @Nullable NodePortLedger ledger(String name) {
        return client.resources(NodePortLedger.class).withName(name).get();
    }

    /** Entries whose holder is, or was, that app of this namespace. */
    public List<NodePortReservation> entries(String app) {
        return client.resources(NodePortReservation.class).list().getItems().stream()
                .filter(e -> e.getSpec().holder().namespace().equals(namespace) && e.getSpec().holder().name().equals(app)).toList();
    }

    /** Events about the app, each as {@code PortInUse: what was noted}. */
    public List<String> events(String app) {
        return client.events().v1().events().inNamespace(namespace).list().getItems().stream()
                .filter(event -> event.getRegarding() != null && app.equals(event.getRegarding().getName()))
                .map(event -> event.getReason() + ": " + event.getNote()).toList();
    }

    /** Waits until the status tells of the newest generation and fits; answers with it. */
    public ExposedAppStatus sees(String name, String what, Predicate<ExposedAppStatus> fits) {
        var app = awaits(name + " " + what, () -> app(name),
                a -> a.getStatus() != null && a.getMetadata().getGeneration().equals(a.getStatus().observedGeneration())
                        && fits.test(a.getStatus()));
        return app.getStatus();
    }

    /** Waits until the app is Ready. */
    public ExposedAppStatus seesReady(String name) {
        return sees(name, "is Ready", status -> is(status, "Ready", "True"));
    }

    /** Waits until there is a Service of that name; answers with it. */
    public Service seesService(String name) {
        return awaits("Service " + name + " is there", () -> service(name), service -> true);
    }

    /** Waits until the entry of a number is in that state; answers with it. */
    public NodePortReservation seesEntry(int number, String state) {
        return awaits("entry " + number + " is " + state, () -> entry(number), entry -> entry.getSpec().state().equals(state));
    }

    /** Waits until the number is nobody's. */
    public void seesNoEntry(int number) {
        Wait.until("there is no entry " + number).atMost(limit).gone(() -> entry(number));
    }

    /** Waits until there is no Service of that name. */
    public void seesNoService(String name) {
        Wait.until("there is no Service " + name).atMost(limit).gone(() -> service(name));
    }

    /** Waits until nothing has the number: what the operator keeps a resting number with goes a moment after its entry. */
    public void seesFree(int number) {
        seesNoEntry(number);
        Wait.until("no Service has number " + number).atMost(limit).seen(() -> servicesWith(number), List::isEmpty);
    }

    private List<Service> servicesWith(int number) {
        return client.services().inAnyNamespace().list().getItems().stream()
                .filter(service -> service.getSpec().getPorts().stream().anyMatch(port -> Objects.equals(port.getNodePort(), number)))
                .toList();
    }

    /**
     * Waits until nothing changes that a kube-proxy reads: what earlier tests left ends, and with it the numbers that rest. For tests in which it
     * counts when a kube-proxy looks.
     */
    public void seesQuiet() {
        TestNamespace.awaitEnds(client);
        Wait.until("no number rests").atMost(limit).seen(() -> client.resources(NodePortReservation.class).list().getItems().stream()
                .filter(entry -> entry.getSpec().state().equals(NodePortReservationSpec.COOLING_DOWN)).toList(), List::isEmpty);
        Wait.until("no Service and no endpoint changes").atMost(limit).unchanged(QUIET, () -> Stream
                .of(client.services().inAnyNamespace().list(), client.discovery().v1().endpointSlices().inAnyNamespace().list())
                .flatMap(list -> list.getItems().stream()).map(object -> object.getMetadata().getResourceVersion()).toList());
    }

    /** Waits until what is there fits; answers with it. Null is "there is none". */
    public <T> T awaits(String what, Supplier<? extends @Nullable T> look, Predicate<? super T> fits) {
        return Wait.until(what).atMost(limit).seen(look, fits);
    }

    /** Waits until that is so; the form with a look says more of a failure. */
    public void awaits(String what, Callable<Boolean> condition) {
        Wait.until(what).atMost(limit).isSo(condition);
    }

    public static Optional<Condition> condition(ExposedAppStatus status, String type) {
        return status.conditions() == null
                ? Optional.empty()
                : status.conditions().stream().filter(c -> c.getType().equals(type)).findFirst();
    }

    /** Reason and message of a condition, as {@code PortInUse: nodePort 32222 is held by ...}. */
    public static String why(ExposedAppStatus status, String type) {
        return condition(status, type).map(c -> c.getReason() + ": " + c.getMessage()).orElse("");
    }

    public static boolean is(ExposedAppStatus status, String type, String value) {
        return condition(status, type).filter(c -> c.getStatus().equals(value)).isPresent();
    }

    /** The number that a port is reachable on; fails when there is none. */
    public static int number(ExposedAppStatus status, String port) {
        return Objects.requireNonNull(port(status, port).nodePort(), port + " has no number");
    }

    /** The status of one port. */
    public static PortStatus port(ExposedAppStatus status, String name) {
        return Objects.requireNonNull(status.ports()).stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
    }
}

package io.exposedapp.test.benchmark;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.api.v1.NodePortReservation;
import io.exposedapp.api.v1.NodePortReservationSpec;
import io.exposedapp.test.operator.ManyAtOnce;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.waiting.Wait;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Takes the numbers of the API server's own range, 30000-32767, many at once. */
record LedgerFill(Scene scene) {

    static final int SIZE = 2768;
    static final int PORTS = 10;

    private static final int FIRST = 30000;

    /** By apps of ten ports and no pods, as the running operator grants them. */
    void hold(int count) {
        ManyAtOnce.forEach(IntStream.range(0, count / PORTS).boxed().toList(), number -> create("holder-" + number, PORTS));
        Wait.until(count + " numbers are held").atMost(Scene.PATIENCE).isSo(() -> entries().size() == count && apps().stream()
                .allMatch(app -> app.getStatus() != null && User.is(app.getStatus(), "Ready", "True")));
    }

    /** By apps that are gone, each of its own, until tomorrow. */
    void rest(int count) {
        var taken = entries();
        var free = IntStream.range(FIRST, FIRST + SIZE).boxed().filter(number -> !taken.contains(number)).limit(count).toList();
        rest(free);
    }

    private void rest(Collection<Integer> numbers) {
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        ManyAtOnce.forEach(numbers, number -> {
            var entry = new NodePortReservation();
            entry.setMetadata(new ObjectMetaBuilder().withName(Integer.toString(number)).build());
            entry.setSpec(new NodePortReservationSpec("default", NodePortReservationSpec.COOLING_DOWN,
                    new NodePortReservationSpec.Holder("former", "app-" + number, UUID.randomUUID().toString(), "app-" + number,
                            List.of(new NodePortReservationSpec.HeldPort("http", "TCP", 80))),
                    NodePortReservationSpec.COOL_DOWN, now.toString(), now.plus(Duration.ofDays(1)).toString(), "http/TCP"));
            scene.cluster().client().resource(entry).create();
        });
    }

    /** An app without pods; answers when the API server has it. */
    void create(String name, int ports) {
        var app = """
                apiVersion: exposedapp.io/v1
                kind: ExposedApp
                metadata: {name: %s}
                spec:
                  image: registry.example/shop/order:1.4
                  replicas: 0
                  ports: [%s]
                """.formatted(name, IntStream.range(0, ports).mapToObj(n -> "{name: p%d, containerPort: %d}".formatted(n, 8000 + n))
                .collect(Collectors.joining(", ")));
        var client = scene.cluster().client();
        client.resource(client.getKubernetesSerialization().unmarshal(app, ExposedApp.class)).inNamespace(scene.namespace()).create();
    }

    private List<ExposedApp> apps() {
        return scene.cluster().client().resources(ExposedApp.class).inNamespace(scene.namespace()).list().getItems();
    }

    private Set<Integer> entries() {
        return scene.cluster().client().resources(NodePortReservation.class).list().getItems().stream()
                .map(entry -> Integer.parseInt(entry.getMetadata().getName())).collect(Collectors.toSet());
    }
}

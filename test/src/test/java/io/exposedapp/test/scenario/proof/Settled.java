package io.exposedapp.test.scenario.proof;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.api.v1.NodePortReservation;
import io.exposedapp.api.v1.PortStatus;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.scenario.proof.Chronicle.Change;
import io.exposedapp.test.waiting.Wait;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What it is like when everybody has what they asked for, and nobody has more. */
final class Settled {

    private static final Collector<String, ?, TreeSet<String>> SORTED = Collectors.toCollection(TreeSet::new);

    private final World world;
    private final Forgotten forgotten;
    private final boolean refusals;
    private final List<String> missing = new ArrayList<>();

    private Settled(KubernetesClient client, boolean refusals) {
        this.world = look(client);
        this.forgotten = new Forgotten(client, world);
        this.refusals = refusals;
    }

    /** Waits until every app of the cluster is Ready, with its numbers in entries, Service and status alike, and nothing is left of others. */
    static void awaitReady(KubernetesClient client) {
        await(client, false);
    }

    /** The same, but for ports that are refused a pin: their status names the holder, and truly. */
    static void awaitAnswers(KubernetesClient client) {
        await(client, true);
    }

    private static void await(KubernetesClient client, boolean refusals) {
        Wait.until("nothing is missing").every(Duration.ofMillis(500)).seen(() -> new Settled(client, refusals).missing(), List::isEmpty);
    }

    private static World look(KubernetesClient client) {
        var world = new World();
        Stream.<Class<? extends HasMetadata>>of(ExposedApp.class, NodePortReservation.class, Service.class, Pod.class)
                .flatMap(kind -> client.resources(kind).inAnyNamespace().list().getItems().stream())
                .forEach(object -> world.after(new Change(Instant.now(), object, false)));
        return world;
    }

    private List<String> missing() {
        world.apps.values().forEach(this::look);
        for (var entry : world.entries.values()) {
            if (entry.getSpec().state().equals("Held") && !world.apps.containsKey(entry.getSpec().holder().uid())) {
                missing.add(World.number(entry) + " is still held by an app " + World.holder(entry) + " that is gone");
            }
        }
        Stream.concat(world.services.values().stream(), world.pods.values().stream())
                .filter(made -> World.app(made).filter(app -> !world.apps.containsKey(app.getUid())).isPresent())
                .forEach(made -> missing.add(made.getKind() + " " + made.getMetadata().getName() + " is there without its app"));
        return missing;
    }

    private void look(ExposedApp app) {
        var name = World.name(app);
        var status = app.getStatus();
        if (status == null || !app.getMetadata().getGeneration().equals(status.observedGeneration())) {
            missing.add(name + " has no status yet");
            return;
        }
        var ports = Objects.requireNonNull(status.ports());
        var refused = ports.stream().filter(port -> port.reason() != null).toList();
        var answered = !refused.isEmpty() && refused.stream().allMatch(port -> new Answer(app, port).isTrue(world, forgotten));
        if (!User.is(status, "Ready", "True") && !(refusals && answered)) {
            missing.add(name + " is not Ready: " + User.why(status, "Ready"));
        }
        var told = ports.stream().filter(port -> port.nodePort() != null).map(port -> port.name() + " " + port.nodePort())
                .collect(SORTED);
        var held = world.entries.values().stream().filter(entry -> world.holds(World.number(entry), name) && !inVain(entry, refused))
                .flatMap(entry -> World.ports(entry).map(port -> port + " " + World.number(entry))).collect(SORTED);
        var carried = world.services.values().stream().filter(service -> isOf(service, app))
                .flatMap(service -> service.getSpec().getPorts().stream().map(port -> port.getName() + " " + port.getNodePort()))
                .collect(SORTED);
        if (told.size() + refused.size() < app.getSpec().ports().size() || !told.equals(held) || !told.equals(carried)) {
            missing.add("%s tells of %s, holds %s and serves on %s".formatted(name, told, held, carried));
        }
        var pods = world.pods.values().stream().filter(pod -> isOf(pod, app)).count();
        if (pods != World.replicas(app)) {
            missing.add("%s has %d pods instead of %d".formatted(name, pods, World.replicas(app)));
        }
    }

    /** A port that is refused another number holds this one, and the API server will not let it be served. */
    private boolean inVain(NodePortReservation entry, List<PortStatus> refused) {
        return refused.stream().anyMatch(port -> World.ports(entry).anyMatch(port.name()::equals)) && forgotten.has(World.number(entry));
    }

    private static boolean isOf(HasMetadata made, ExposedApp app) {
        return World.app(made).filter(owner -> owner.getUid().equals(World.uid(app))).isPresent();
    }
}

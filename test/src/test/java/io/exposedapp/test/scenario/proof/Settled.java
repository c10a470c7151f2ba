package io.exposedapp.test.scenario.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.api.v1.NodePortReservation;
import io.exposedapp.api.v1.PortStatus;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.scenario.proof.Chronicle.Change;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** What it is like when everybody has what they asked for, and nobody has more. */
final class Settled {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private Settled() {
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
        Awaitility.await("all has settled").atMost(PATIENCE).pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(missing(look(client), refusals)).isEmpty());
    }

    private static World look(KubernetesClient client) {
        var world = new World();
        Stream.<Class<? extends HasMetadata>>of(ExposedApp.class, NodePortReservation.class, Service.class, Pod.class)
                .flatMap(kind -> client.resources(kind).inAnyNamespace().list().getItems().stream())
                .forEach(object -> world.after(new Change(Instant.now(), object, false)));
        return world;
    }

    private static List<String> missing(World world, boolean refusals) {
        var missing = new ArrayList<String>();
        world.apps.values().forEach(app -> missing(world, app, refusals, missing));
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

    private static void missing(World world, ExposedApp app, boolean refusals, List<String> missing) {
        var name = app.getMetadata().getNamespace() + "/" + app.getMetadata().getName();
        var status = app.getStatus();
        if (status == null || !app.getMetadata().getGeneration().equals(status.observedGeneration())) {
            missing.add(name + " has no status yet");
            return;
        }
        var ports = Objects.requireNonNull(status.ports());
        var refused = ports.stream().filter(port -> port.reason() != null).toList();
        if (!User.is(status, "Ready", "True")
                && !(refusals && !refused.isEmpty() && refused.stream().allMatch(port -> isTrue(port, world)))) {
            missing.add(name + " is not Ready: " + User.why(status, "Ready"));
        }
        var told = ports.stream().map(PortStatus::nodePort).filter(number -> number != null)
                .collect(Collectors.toCollection(TreeSet::new));
        var forgotten = refused.stream().filter(Settled::forgotten).map(PortStatus::requestedNodePort).collect(Collectors.toSet());
        var held = world.entries.keySet().stream().filter(number -> world.holds(number, name) && !forgotten.contains(number))
                .collect(Collectors.toSet());
        var carried = world.services.values().stream().filter(service -> isOf(service, app))
                .flatMap(service -> World.numbers(service).stream()).collect(Collectors.toSet());
        if (told.size() + refused.size() < app.getSpec().ports().size() || !told.equals(held) || !told.equals(carried)) {
            missing.add("%s tells of %s, holds %s and serves on %s".formatted(name, told, held, carried));
        }
        var pods = world.pods.values().stream().filter(pod -> isOf(pod, app)).count();
        if (pods != World.replicas(app)) {
            missing.add("%s has %d pods instead of %d".formatted(name, pods, World.replicas(app)));
        }
    }

    /** Who is named as the holder of a pin is the holder; and if nobody is, no Service has the number. */
    private static boolean isTrue(PortStatus refused, World world) {
        var pin = refused.requestedNodePort();
        if (pin == null) {
            return false;
        }
        var entry = world.entries.get(pin);
        return forgotten(refused)
                ? world.services.values().stream().noneMatch(service -> World.numbers(service).contains(pin))
                : entry != null && world.holds(pin, World.holder(entry))
                        && Objects.requireNonNull(refused.message()).contains(" is held by " + World.holder(entry) + " ");
    }

    /**
     * An API server forgets to free a number that it has allocated for an update of a Service when another write of that Service, its
     * deletion for one, comes in between; it finds out after three rounds of three minutes. Until then the app holds the number in vain.
     */
    private static boolean forgotten(PortStatus refused) {
        return Objects.requireNonNull(refused.message()).contains("though no Service shows it");
    }

    private static boolean isOf(HasMetadata made, ExposedApp app) {
        return World.app(made).filter(owner -> owner.getUid().equals(World.uid(app))).isPresent();
    }
}

package io.exposedapp.test.scenario.answers;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.api.v1.NodePortReservation;
import io.exposedapp.api.v1.PortStatus;
import io.exposedapp.test.operator.User;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is there, by namespace; reservations by number. One kind was looked at after the other, so two may not fit for a moment. */
record Sight(Map<String, ExposedApp> apps, Map<String, Service> services, Map<String, List<Pod>> pods,
        Map<Integer, NodePortReservation> reservations) {

    static Sight look(KubernetesClient client) {
        return new Sight(one(client.resources(ExposedApp.class).inAnyNamespace().list().getItems()),
                one(client.services().inAnyNamespace().withLabel("exposedapp.io/app").list().getItems()),
                client.pods().inAnyNamespace().withLabel("exposedapp.io/app").list().getItems().stream()
                        .collect(Collectors.groupingBy(pod -> pod.getMetadata().getNamespace())),
                client.resources(NodePortReservation.class).list().getItems().stream()
                        .collect(Collectors.toMap(one -> Integer.valueOf(one.getMetadata().getName()), one -> one)));
    }

    private static <T extends HasMetadata> Map<String, T> one(List<T> all) {
        return all.stream().collect(Collectors.toMap(object -> object.getMetadata().getNamespace(), object -> object, (a, _) -> a));
    }

    /** Why the stage is not over in the namespace; empty when it is. */
    Optional<String> missing(String namespace, Stage stage) {
        if (stage == Stage.DELETE) {
            return leftOf(namespace);
        }
        var app = apps.get(namespace);
        if (app == null || app.getStatus() == null) {
            return Optional.of("the app has no status");
        }
        var status = app.getStatus();
        if (!app.getMetadata().getGeneration().equals(status.observedGeneration()) || !User.is(status, "Ready", "True")) {
            return Optional.of(conditions(namespace));
        }
        var ports = Objects.requireNonNull(status.ports()).stream().map(PortStatus::name).toList();
        var images = pods.getOrDefault(namespace, List.of()).stream().filter(Sight::isReady)
                .map(pod -> pod.getSpec().getContainers().getFirst().getImage()).filter(stage.image()::equals).count();
        return ports.equals(stage.ports()) && images == Stage.REPLICAS
                ? untrue(namespace)
                : Optional.of("Ready with the ports " + ports + " and " + images + " ready pods of " + stage.image());
    }

    /** What the status says and is not so; empty where it is true, or says that the operator has not looked yet. */
    Optional<String> untrue(String namespace) {
        var app = apps.get(namespace);
        var status = app == null ? null : app.getStatus();
        if (app == null || status == null || !app.getMetadata().getGeneration().equals(status.observedGeneration())
                || !User.is(status, "Ready", "True")) {
            return Optional.empty();
        }
        var ready = pods.getOrDefault(namespace, List.of()).stream().filter(Sight::isReady).count();
        if (ready < Stage.REPLICAS) {
            return Optional.of("Ready with " + ready + " ready pods");
        }
        return Objects.requireNonNull(status.ports()).stream().flatMap(port -> untrue(namespace, app, port).stream()).findFirst();
    }

    private Optional<String> untrue(String namespace, ExposedApp app, PortStatus port) {
        var number = port.nodePort();
        if (number == null) {
            return Optional.of("Ready, and " + port.name() + " has no number");
        }
        var service = services.get(namespace);
        if (service == null || service.getSpec().getPorts().stream().noneMatch(p -> number.equals(p.getNodePort()))) {
            return Optional.of("Ready, and no Service has " + number);
        }
        var reservation = reservations.get(number);
        return reservation == null || !app.getMetadata().getUid().equals(reservation.getSpec().holder().uid())
                ? Optional.of("Ready on " + number + ", which is reserved for "
                        + (reservation == null ? "none" : reservation.getSpec().holder()))
                : Optional.empty();
    }

    private Optional<String> leftOf(String namespace) {
        var held = reservations.entrySet().stream().filter(entry -> entry.getValue().getSpec().holder().namespace().equals(namespace))
                .map(Map.Entry::getKey).sorted(Comparator.naturalOrder()).toList();
        return apps.containsKey(namespace) || services.containsKey(namespace) || pods.containsKey(namespace) || !held.isEmpty()
                ? Optional.of("there is still: app " + apps.containsKey(namespace) + ", Service " + services.containsKey(namespace)
                        + ", pods " + pods.getOrDefault(namespace, List.of()).size() + ", reservations " + held)
                : Optional.empty();
    }

    /** All that the app says of itself. */
    String conditions(String namespace) {
        var app = apps.get(namespace);
        return app == null || app.getStatus() == null || app.getStatus().conditions() == null
                ? ""
                : app.getMetadata().getGeneration() + "/" + app.getStatus().observedGeneration() + " "
                        + app.getStatus().conditions().stream()
                                .map(c -> c.getType() + " " + c.getStatus() + " " + c.getReason() + ": " + c.getMessage())
                                .collect(Collectors.joining("; "));
    }

    private static boolean isReady(Pod pod) {
        return pod.getMetadata().getDeletionTimestamp() == null && pod.getStatus() != null && pod.getStatus().getConditions().stream()
                .anyMatch(condition -> condition.getType().equals("Ready") && condition.getStatus().equals("True"));
    }
}

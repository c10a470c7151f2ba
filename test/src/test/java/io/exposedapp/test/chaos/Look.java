package io.exposedapp.test.chaos;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.api.v1.NodePortReservation;
import io.exposedapp.api.v1.NodePortReservationSpec;
import io.exposedapp.test.operator.User;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one look at the API server shows.
 *
 * @param apps of the namespace
 * @param services of all namespaces
 * @param generations of the apps after all else was read, by UID: a Service belongs to a generation that is the same before and after
 */
record Look(String namespace, List<ExposedApp> apps, List<Service> services, List<NodePortReservation> entries, List<EndpointSlice> slices,
        Map<String, Long> generations) {

    static Look at(KubernetesClient client, String namespace) {
        var apps = client.resources(ExposedApp.class).inNamespace(namespace);
        var before = apps.list().getItems();
        var services = client.services().inAnyNamespace().list().getItems();
        var entries = client.resources(NodePortReservation.class).list().getItems();
        var slices = client.discovery().v1().endpointSlices().inNamespace(namespace).list().getItems();
        return new Look(namespace, before, services, entries, slices, apps.list().getItems().stream()
                .collect(Collectors.toMap(app -> app.getMetadata().getUid(), app -> app.getMetadata().getGeneration())));
    }

    /** Whether its status says that the present generation is Ready. */
    static boolean isReady(ExposedApp app) {
        return app.getStatus() != null && Objects.equals(app.getStatus().observedGeneration(), app.getMetadata().getGeneration())
                && User.is(app.getStatus(), "Ready", "True");
    }

    static int replicas(ExposedApp app) {
        return Objects.requireNonNullElse(app.getSpec().replicas(), 1);
    }

    Optional<ExposedApp> app(String name) {
        return apps.stream().filter(app -> app.getMetadata().getName().equals(name)).findFirst();
    }

    Optional<Service> service(String name) {
        return services.stream().filter(service -> service.getMetadata().getNamespace().equals(namespace)
                && service.getMetadata().getName().equals(name)).findFirst();
    }

    /** Ready endpoints of a Service. Without ports a slice leads nowhere. */
    long endpoints(String service) {
        return slices.stream().filter(slice -> service.equals(slice.getMetadata().getLabels().get("kubernetes.io/service-name")))
                .filter(slice -> slice.getPorts() != null && !slice.getPorts().isEmpty())
                .flatMap(slice -> Stream.ofNullable(slice.getEndpoints()).flatMap(List::stream))
                .filter(endpoint -> Boolean.TRUE.equals(endpoint.getConditions().getReady()) && endpoint.getTargetRef() != null)
                .map(endpoint -> Objects.requireNonNull(endpoint.getTargetRef()).getUid()).distinct().count();
    }

    /** Whether nothing was asked of it while this looked. */
    boolean isSteady(ExposedApp app) {
        return Objects.equals(generations.get(app.getMetadata().getUid()), app.getMetadata().getGeneration());
    }

    /** By the port's name, as the Service has them. */
    Map<String, Integer> numbers(String service) {
        Map<String, Integer> numbers = new TreeMap<>();
        service(service).ifPresent(found -> found.getSpec().getPorts().stream().filter(port -> port.getNodePort() != null)
                .forEach(port -> numbers.put(port.getName(), port.getNodePort())));
        return numbers;
    }

    /** Numbers that two Services have, each with the Services. */
    List<String> numbersOfTwoServices() {
        Map<Integer, List<String>> byNumber = new HashMap<>();
        for (var service : services) {
            service.getSpec().getPorts().stream().map(port -> port.getNodePort()).filter(Objects::nonNull).distinct()
                    .forEach(number -> byNumber.computeIfAbsent(number, _ -> new ArrayList<>())
                            .add(service.getMetadata().getNamespace() + "/" + service.getMetadata().getName()));
        }
        return byNumber.entrySet().stream().filter(entry -> entry.getValue().size() > 1).map(Object::toString).toList();
    }

    /** A number, who has it, and where that is written. */
    record Claim(int number, String holder, String where) {
    }

    /** Of apps: what statuses, reservations and Services say. A Service that keeps a number at rest is the operator's own. */
    List<Claim> claims() {
        var ofStatuses = apps.stream().filter(app -> app.getStatus() != null && app.getStatus().ports() != null)
                .flatMap(app -> Objects.requireNonNull(app.getStatus().ports()).stream().filter(port -> port.nodePort() != null)
                        .map(port -> new Claim(Objects.requireNonNull(port.nodePort()), namespace + "/" + app.getMetadata().getName(),
                                "status of the app")));
        var ofEntries = entries.stream().filter(entry -> entry.getSpec().state().equals(NodePortReservationSpec.HELD))
                .map(entry -> new Claim(Integer.parseInt(entry.getMetadata().getName()),
                        entry.getSpec().holder().namespace() + "/" + entry.getSpec().holder().name(), "NodePortReservation"));
        var ofServices = services.stream().filter(service -> service.getMetadata().getNamespace().equals(namespace))
                .flatMap(service -> service.getSpec().getPorts().stream().filter(port -> port.getNodePort() != null)
                        .map(port -> new Claim(port.getNodePort(), namespace + "/" + service.getMetadata().getName(), "Service")));
        return Stream.of(ofStatuses, ofEntries, ofServices).flatMap(claims -> claims).toList();
    }
}

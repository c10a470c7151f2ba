package io.exposedapp.test.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.api.v1.NodePortReservation;
import io.exposedapp.test.operator.EndpointHistory;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** A NodePort Service with one port and a pod behind it, in a namespace of its own; and the app that asks for it, with a port more. */
final class AdoptedService implements AutoCloseable {

    private static final String POD = """
            apiVersion: v1
            kind: Pod
            metadata: {name: legacy, labels: {app: legacy}}
            spec: {containers: [{name: web, image: "registry.example/test/legacy:1"}]}
            """;
    private static final String APP = """
            apiVersion: exposedapp.io/v1
            kind: ExposedApp
            metadata: {name: shop}
            spec:
              image: registry.example/test/app:1
              exposure: {service: {adopt: true}}
              ports: [{name: http, containerPort: 8181, port: 80}, {name: admin, containerPort: 9000}]
            """;

    /** By the number, of which each crash has its own. */
    static final Comparator<AdoptedService> BY_CRASH = Comparator.comparingInt(service -> service.number);

    private final KubernetesClient client;
    private final String namespace;
    private final int number;
    private final AdoptionCrash crash;
    private final String uid;
    private final EndpointHistory endpoints;

    private AdoptedService(KubernetesClient client, String namespace, int number, AdoptionCrash crash, String uid,
            EndpointHistory endpoints) {
        this.client = client;
        this.namespace = namespace;
        this.number = number;
        this.crash = crash;
        this.uid = uid;
        this.endpoints = endpoints;
    }

    /** There is the Service, and it leads to its pod. */
    static AdoptedService before(KubernetesClient client, String namespace, int number, AdoptionCrash crash) {
        var yaml = client.getKubernetesSerialization();
        client.resource(yaml.unmarshal(POD, Pod.class)).inNamespace(namespace).create();
        var service = client.resource(yaml.unmarshal("""
                apiVersion: v1
                kind: Service
                metadata: {name: shop, labels: {app.kubernetes.io/instance: shop}}
                spec:
                  type: NodePort
                  selector: {app: legacy}
                  ports: [{name: 8181-80, port: 80, targetPort: 8181, nodePort: %d}]
                """.formatted(number), Service.class)).inNamespace(namespace).create();
        return new AdoptedService(client, namespace, number, crash, service.getMetadata().getUid(),
                EndpointHistory.of(client, namespace, "shop", 1));
    }

    String namespace() {
        return namespace;
    }

    AdoptionCrash crash() {
        return crash;
    }

    void isAskedFor() {
        client.resource(client.getKubernetesSerialization().unmarshal(APP, ExposedApp.class)).inNamespace(namespace).create();
    }

    boolean isReady(Dump dump) {
        return dump.of(namespace, "ExposedApp").stream().anyMatch(Dump::ready);
    }

    void assertAdopted() {
        var service = client.services().inNamespace(namespace).withName("shop").get();
        var app = client.resources(ExposedApp.class).inNamespace(namespace).withName("shop").get();
        assertThat(service.getMetadata().getUid()).isEqualTo(uid);
        assertThat(service.getMetadata().getOwnerReferences()).singleElement()
                .satisfies(owner -> assertThat(owner.getUid()).isEqualTo(app.getMetadata().getUid()));
        assertThat(service.getMetadata().getLabels()).doesNotContainKey("app.kubernetes.io/instance");
        assertThat(Objects.requireNonNullElse(service.getMetadata().getAnnotations(), Map.of())).isEmpty();
        assertThat(service.getSpec().getSelector()).isEqualTo(Map.of("exposedapp.io/app", "shop"));
        var numbers = service.getSpec().getPorts().stream().collect(Collectors.toMap(ServicePort::getName, ServicePort::getNodePort));
        assertThat(numbers).containsOnlyKeys("http", "admin").containsEntry("http", number);
        assertThat(held()).as("entries of the app, all Held").isEqualTo(
                numbers.values().stream().collect(Collectors.toMap(String::valueOf, _ -> "Held")));
        assertThat(client.pods().inNamespace(namespace).withLabel("exposedapp.io/app").list().getItems()).hasSize(1);
        assertThat(endpoints.fewest()).as("fewest ready endpoints at any time").isEqualTo(1);
    }

    private Map<String, String> held() {
        return client.resources(NodePortReservation.class).list().getItems().stream()
                .filter(entry -> entry.getSpec().holder().namespace().equals(namespace))
                .collect(Collectors.toMap(entry -> entry.getMetadata().getName(), entry -> entry.getSpec().state()));
    }

    @Override
    public void close() {
        endpoints.close();
    }

    /** "write 3 never reaches the API server". */
    @Override
    public String toString() {
        return crash.toString();
    }
}

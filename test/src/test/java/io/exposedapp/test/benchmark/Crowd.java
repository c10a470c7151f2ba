package io.exposedapp.test.benchmark;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.test.operator.ManyAtOnce;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Many of the same thing, created by one client at once: apps, or what they stand for, a Deployment and a NodePort
 * Service. Each has two ports and two pods.
 */
record Crowd(KubernetesClient client, String namespace, String prefix, int count) {

    private static final String APP = """
            apiVersion: exposedapp.io/v1
            kind: ExposedApp
            metadata: {name: %1$s}
            spec:
              image: registry.example/shop/order:1.4
              replicas: 2
              ports:
              - {name: http, containerPort: 8080}
              - {name: admin, containerPort: 9000}
            """;

    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: %1$s}
            spec:
              replicas: 2
              selector: {matchLabels: {app: %1$s}}
              template:
                metadata: {labels: {app: %1$s}}
                spec:
                  containers:
                  - name: app
                    image: registry.example/shop/order:1.4
                    ports:
                    - {name: http, containerPort: 8080}
                    - {name: admin, containerPort: 9000}
                    readinessProbe: {tcpSocket: {port: http}}
            """;

    private static final String SERVICE = """
            apiVersion: v1
            kind: Service
            metadata: {name: %1$s}
            spec:
              type: NodePort
              selector: {app: %1$s}
              ports:
              - {name: http, port: 8080, targetPort: http}
              - {name: admin, port: 9000, targetPort: admin}
            """;

    void createApps() {
        create(name -> List.of(read(APP, name, ExposedApp.class)));
    }

    /** Their second port is for clients inside the cluster only. */
    void createAppsThatHideAPort() {
        var yaml = APP.replace("containerPort: 9000}", "containerPort: 9000, exposed: false}");
        create(name -> List.of(read(yaml, name, ExposedApp.class)));
    }

    void createDeploymentsWithServices() {
        create(name -> List.of(read(DEPLOYMENT, name, Deployment.class), read(SERVICE, name, Service.class)));
    }

    private <T extends HasMetadata> T read(String yaml, String name, Class<T> type) {
        return client.getKubernetesSerialization().unmarshal(yaml.formatted(name), type);
    }

    private void create(java.util.function.Function<String, List<HasMetadata>> objects) {
        IntFunction<String> name = number -> prefix + "-" + number;
        ManyAtOnce.forEach(IntStream.range(0, count).boxed().toList(), number -> objects.apply(name.apply(number))
                .forEach(object -> client.resource(object).inNamespace(namespace).create()));
    }

    void awaitReadyApps(Duration patience) {
        await(client.resources(ExposedApp.class).inNamespace(namespace), Crowd::isReady, patience);
    }

    void awaitAvailableDeployments(Duration patience) {
        await(client.apps().deployments().inNamespace(namespace), Crowd::isAvailable, patience);
    }

    /** By a watch, which costs the API server the same for either side. */
    private <T extends HasMetadata> void await(FilterWatchListDeletable<T, ?, ?> kind, Predicate<T> done, Duration patience) {
        var missing = new CountDownLatch(count);
        Set<String> seen = ConcurrentHashMap.newKeySet();
        ResourceEventHandler<T> handler = new ResourceEventHandler<>() {
            @Override
            public void onAdd(T object) {
                if (object.getMetadata().getName().startsWith(prefix + "-") && done.test(object)
                        && seen.add(object.getMetadata().getName())) {
                    missing.countDown();
                }
            }

            @Override
            public void onUpdate(T before, T object) {
                onAdd(object);
            }

            @Override
            public void onDelete(T object, boolean unknown) {
                // nobody deletes one
            }
        };
        try (var _ = kind.inform(handler)) {
            if (!missing.await(patience.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError(missing.getCount() + " of " + count + " were not ready after " + patience);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static boolean isReady(ExposedApp app) {
        var status = app.getStatus();
        return status != null && status.conditions() != null
                && status.conditions().stream().anyMatch(c -> c.getType().equals("Ready") && c.getStatus().equals("True"));
    }

    private static boolean isAvailable(Deployment deployment) {
        var available = deployment.getStatus() == null ? null : deployment.getStatus().getAvailableReplicas();
        return available != null && available.equals(deployment.getSpec().getReplicas());
    }
}

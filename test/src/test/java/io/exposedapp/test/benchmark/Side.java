package io.exposedapp.test.benchmark;

import io.exposedapp.api.v1.ExposedApp;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One of the two that are compared, under the name {@code many}; each step returns when it is done, all pods of it available. */
sealed interface Side {

    String NAME = "many";

    void create();

    void scale(int replicas);

    /** To another image. */
    void roll();

    /** No pod that is on its way out is left either: some of the work is done only then. */
    static void awaitPods(KubernetesClient client, String namespace, int count) {
        var reached = client.pods().inNamespace(namespace).informOnCondition(pods -> pods.size() == count);
        try {
            reached.get(Scene.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("there were never just " + count + " pods", e);
        } finally {
            reached.cancel(true);
        }
    }

    /** A Deployment and its NodePort Service. */
    record OfDeployment(KubernetesClient client, String namespace) implements Side {

        private static final String DEPLOYMENT = """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: many}
                spec:
                  replicas: 1
                  selector: {matchLabels: {app: many}}
                  template:
                    metadata: {labels: {app: many}}
                    spec:
                      containers:
                      - name: app
                        image: registry.example/shop/order:1.4
                        ports:
                        - {name: http, containerPort: 8080}
                        readinessProbe: {tcpSocket: {port: http}}
                """;

        private static final String SERVICE = """
                apiVersion: v1
                kind: Service
                metadata: {name: many}
                spec:
                  type: NodePort
                  selector: {app: many}
                  ports:
                  - {name: http, port: 8080, targetPort: http}
                """;

        @Override
        public void create() {
            var yaml = client.getKubernetesSerialization();
            client.resource(yaml.unmarshal(DEPLOYMENT, Deployment.class)).inNamespace(namespace).create();
            client.resource(yaml.unmarshal(SERVICE, Service.class)).inNamespace(namespace).create();
            await(1);
        }

        @Override
        public void scale(int replicas) {
            patch("""
                    {"spec": {"replicas": %d}}""".formatted(replicas));
            await(replicas);
        }

        @Override
        public void roll() {
            var before = client.apps().deployments().inNamespace(namespace).withName(NAME).get();
            patch("""
                    {"spec": {"template": {"spec": {"containers": [{"name": "app", "image": "registry.example/shop/order:1.5"}]}}}}""");
            await(before.getSpec().getReplicas());
        }

        private void patch(String merge) {
            client.apps().deployments().inNamespace(namespace).withName(NAME).patch(PatchContext.of(PatchType.STRATEGIC_MERGE), merge);
        }

        private void await(int replicas) {
            client.apps().deployments().inNamespace(namespace).withName(NAME).waitUntilCondition(found -> isDone(found, replicas),
                    Scene.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            Side.awaitPods(client, namespace, replicas);
        }

        private static boolean isDone(@Nullable Deployment found, int replicas) {
            if (found == null || found.getStatus() == null) {
                return false;
            }
            var status = found.getStatus();
            return Objects.equals(status.getObservedGeneration(), found.getMetadata().getGeneration())
                    && Objects.equals(status.getReplicas(), replicas) && Objects.equals(status.getUpdatedReplicas(), replicas)
                    && Objects.equals(status.getAvailableReplicas(), replicas);
        }
    }

    /** An app. */
    record OfApp(KubernetesClient client, String namespace) implements Side {

        private static final String APP = """
                apiVersion: exposedapp.io/v1
                kind: ExposedApp
                metadata: {name: many}
                spec:
                  image: registry.example/shop/order:1.4
                  replicas: 1
                  ports:
                  - {name: http, containerPort: 8080}
                """;

        @Override
        public void create() {
            client.resource(client.getKubernetesSerialization().unmarshal(APP, ExposedApp.class)).inNamespace(namespace).create();
            await(1);
        }

        @Override
        public void scale(int replicas) {
            patch("""
                    {"spec": {"replicas": %d}}""".formatted(replicas));
            await(replicas);
        }

        @Override
        public void roll() {
            var before = client.resources(ExposedApp.class).inNamespace(namespace).withName(NAME).get();
            patch("""
                    {"spec": {"image": "registry.example/shop/order:1.5"}}""");
            await(Objects.requireNonNull(before.getSpec().replicas()));
        }

        private void patch(String merge) {
            client.resources(ExposedApp.class).inNamespace(namespace).withName(NAME).patch(PatchContext.of(PatchType.JSON_MERGE), merge);
        }

        private void await(int replicas) {
            client.resources(ExposedApp.class).inNamespace(namespace).withName(NAME).waitUntilCondition(found -> isDone(found, replicas),
                    Scene.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            Side.awaitPods(client, namespace, replicas);
        }

        private static boolean isDone(@Nullable ExposedApp found, int replicas) {
            if (found == null || found.getStatus() == null) {
                return false;
            }
            var status = found.getStatus();
            return Objects.equals(status.observedGeneration(), found.getMetadata().getGeneration())
                    && Objects.equals(status.replicas(), replicas) && Objects.equals(status.updatedReplicas(), replicas)
                    && Objects.equals(status.availableReplicas(), replicas);
        }
    }
}

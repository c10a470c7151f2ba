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

/**
 * One of the two that are compared, under the name {@code side}: an app, or a Deployment with a NodePort Service and no preStop hook, as people
 * write them. Each step returns when it is done, all pods of it available.
 */
sealed interface Side {

    String NAME = "side";

    /** Of all pods; listens on 8080. */
    record Program(String image, String args) {
    }

    KubernetesClient client();

    String namespace();

    /** With one replica. */
    void create();

    default void scale(int replicas) {
        patch("""
                {"spec": {"replicas": %d}}""".formatted(replicas));
        await(replicas);
    }

    /** Replaces all pods, by another value of an environment variable. */
    void roll(String version);

    /** What it is reachable on outside. */
    default int nodePort() {
        return client().services().inNamespace(namespace()).withName(NAME).get().getSpec().getPorts().getFirst().getNodePort();
    }

    /** Deletes any pod of it, as {@code kubectl delete pod} does, and waits for its replacement and its end. */
    default void loseOnePod() {
        var pods = client().pods().inNamespace(namespace()).list().getItems();
        var lost = pods.getFirst().getMetadata();
        client().pods().inNamespace(namespace()).withName(lost.getName()).delete();
        client().pods().inNamespace(namespace()).withName(lost.getName()).waitUntilCondition(
                pod -> pod == null || !pod.getMetadata().getUid().equals(lost.getUid()), Scene.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        await(pods.size());
    }

    /** A merge patch. */
    void patch(String merge);

    /** Waits until its status tells of so many pods, all of them new and available. */
    void awaitStatus(int replicas);

    /** Waits until all is done for as many replicas. */
    default void await(int replicas) {
        awaitStatus(replicas);
        awaitPods(replicas);
    }

    /** No pod that is on its way out is left either: some of the work is done only then. */
    default void awaitPods(int count) {
        var reached = client().pods().inNamespace(namespace()).informOnCondition(pods -> pods.size() == count);
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
    record OfDeployment(KubernetesClient client, String namespace, Program program) implements Side {

        private static final String SERVICE = """
                apiVersion: v1
                kind: Service
                metadata: {name: side}
                spec:
                  type: NodePort
                  selector: {app: side}
                  ports:
                  - {name: http, port: 8080, targetPort: http}
                """;

        @Override
        public void create() {
            var yaml = client.getKubernetesSerialization();
            client.resource(yaml.unmarshal("""
                    apiVersion: apps/v1
                    kind: Deployment
                    metadata: {name: side}
                    spec:
                      replicas: 1
                      selector: {matchLabels: {app: side}}
                      template:
                        metadata: {labels: {app: side}}
                        spec:
                          containers:
                          - name: app
                            image: %s
                            args: [%s]
                            ports:
                            - {name: http, containerPort: 8080}
                            readinessProbe: {tcpSocket: {port: http}}
                    """.formatted(program.image(), program.args()), Deployment.class)).inNamespace(namespace)
                    .create();
            client.resource(yaml.unmarshal(SERVICE, Service.class)).inNamespace(namespace).create();
            await(1);
        }

        @Override
        public void roll(String version) {
            var before = client.apps().deployments().inNamespace(namespace).withName(NAME).get();
            patch("""
                    {"spec": {"template": {"spec": {"containers": [{"name": "app", "env": [{"name": "VERSION", "value": "%s"}]}]}}}}"""
                    .formatted(version));
            await(before.getSpec().getReplicas());
        }

        @Override
        public void patch(String merge) {
            client.apps().deployments().inNamespace(namespace).withName(NAME).patch(PatchContext.of(PatchType.STRATEGIC_MERGE), merge);
        }

        @Override
        public void awaitStatus(int replicas) {
            client.apps().deployments().inNamespace(namespace).withName(NAME).waitUntilCondition(found -> isDone(found, replicas),
                    Scene.PATIENCE.toSeconds(), TimeUnit.SECONDS);
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
    record OfApp(KubernetesClient client, String namespace, Program program) implements Side {

        @Override
        public void create() {
            client.resource(client.getKubernetesSerialization().unmarshal("""
                    apiVersion: exposedapp.io/v1
                    kind: ExposedApp
                    metadata: {name: side}
                    spec:
                      image: %s
                      args: [%s]
                      replicas: 1
                      ports:
                      - {name: http, containerPort: 8080}
                    """.formatted(program.image(), program.args()), ExposedApp.class))
                    .inNamespace(namespace).create();
            await(1);
        }

        @Override
        public void roll(String version) {
            var before = client.resources(ExposedApp.class).inNamespace(namespace).withName(NAME).get();
            patch("""
                    {"spec": {"env": [{"name": "VERSION", "value": "%s"}]}}""".formatted(version));
            await(Objects.requireNonNull(before.getSpec().replicas()));
        }

        /** Its port gets another name, which its container port gets with it. */
        void renamePort(String name) {
            var before = client.resources(ExposedApp.class).inNamespace(namespace).withName(NAME).get();
            patch("""
                    {"spec": {"ports": [{"name": "%s", "containerPort": 8080}]}}""".formatted(name));
            await(Objects.requireNonNull(before.getSpec().replicas()));
        }

        @Override
        public void patch(String merge) {
            client.resources(ExposedApp.class).inNamespace(namespace).withName(NAME).patch(PatchContext.of(PatchType.JSON_MERGE), merge);
        }

        @Override
        public void awaitStatus(int replicas) {
            client.resources(ExposedApp.class).inNamespace(namespace).withName(NAME).waitUntilCondition(found -> isDone(found, replicas),
                    Scene.PATIENCE.toSeconds(), TimeUnit.SECONDS);
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

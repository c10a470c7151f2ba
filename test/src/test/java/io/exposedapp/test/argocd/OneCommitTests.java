package io.exposedapp.test.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.TestNamespace;
import io.exposedapp.test.cluster.argocd.ArgoCd;
import io.exposedapp.test.operator.EndpointHistory;
import io.exposedapp.test.operator.User;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

abstract class OneCommitTests {

    private static final String LEGACY = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: order-service}
            spec:
              replicas: 2
              selector: {matchLabels: {app: order}}
              template:
                metadata: {labels: {app: order}}
                spec:
                  containers: [{name: web, image: "registry.example/shop/order:1.4"}]
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: order-service}
            spec:
              type: NodePort
              selector: {app: order}
              ports: [{port: 8080, targetPort: 8170, nodePort: %d}]
            """;

    private static final String APP = """
            apiVersion: exposedapp.io/v1
            kind: ExposedApp
            metadata:
              name: order-service
              annotations: {argocd.argoproj.io/sync-wave: "%s"}
            spec:
              image: registry.example/shop/order:1.4
              replicas: 2
              ports: [{name: http, containerPort: 8170, port: %d}]
              exposure: {service: {adopt: true}}
            """;

    private final GitOps gitOps;
    private final ArgoCd argoCd;
    private TestNamespace namespace;
    private User user;

    OneCommitTests(GitOps gitOps) {
        this.gitOps = gitOps;
        argoCd = gitOps.argoCd();
    }

    @BeforeEach
    void begin() {
        namespace = gitOps.namespace();
        user = gitOps.user(namespace.name());
    }

    @AfterEach
    void leave() {
        namespace.close();
    }

    @Test
    @DisplayName("with the app a wave earlier: the number and the Service stay, the Deployment goes when the app serves, and all is Synced and Healthy")
    void migrates() {
        // Given
        var repository = argoCd.repository();
        var deployed = repository.commit("Deploy order-service", files -> files.write("shop/legacy.yaml", LEGACY.formatted(31341)));
        try (var application = argoCd.application(user.namespace(), repository, "shop", user.namespace())) {
            application.seesSettled(deployed);
            var before = user.seesService("order-service");
            application.mark();
            try (var endpoints = EndpointHistory.of(gitOps.client(), user.namespace(), "order-service", 2);
                    var full = FullNodes.of(gitOps.cluster())) {

                // When
                var migrated = repository.commit("Let the operator expose order-service",
                        files -> files.remove("shop/legacy.yaml").write("shop/order-service.yaml", APP.formatted("-1", 8080)));

                // Then
                application.refresh();
                application.sees("it waits for the app", status -> status.operationMessage()
                        .contains("waiting for healthy state of exposedapp.io/ExposedApp/order-service"));
                assertThat(deployment()).as("the Deployment, as long as the app has no pods").isNotNull()
                        .satisfies(deployment -> assertThat(deployment.getMetadata().getDeletionTimestamp()).isNull());
                full.haveRoom();
                application.sees("the Deployment is pruned", _ -> deployment() == null);
                application.seesSettled(migrated);
                assertThat(endpoints.fewest()).as("fewest ready endpoints at any time").isEqualTo(2);
            }
            var after = user.seesService("order-service");
            assertThat(after.getMetadata().getUid()).isEqualTo(before.getMetadata().getUid());
            assertThat(number(after)).isEqualTo(number(before));
            assertThat(after.getSpec().getSelector()).isEqualTo(Map.of("exposedapp.io/app", "order-service"));
            user.seesEntry(number(after), "Held");
            assertThat(application.status().has("ExposedApp", "order-service")).isTrue();
            assertThat(application.status().has("Service", "order-service")).as("the Service is the app's, and not Argo CD's").isFalse();
            var history = application.sinceMark();
            // The Deployment may still be on its way out when self-heal looks again: another sync then finds nothing to do.
            assertThat(history.syncs()).isBetween(1, 2);
            assertThat(history.outOfSync()).isOne();
            assertThat(history.states()).noneMatch(state -> state.contains("Degraded")).last()
                    .isEqualTo("Synced, Healthy");
        }
    }

    @Test
    @DisplayName("prunes nothing when the app cannot have the Service: the sync fails, and Deployment and Service are as they were")
    void refused() {
        // Given
        var repository = argoCd.repository();
        var deployed = repository.commit("Deploy order-service", files -> files.write("shop/legacy.yaml", LEGACY.formatted(31342)));
        try (var application = argoCd.application(user.namespace(), repository, "shop", user.namespace())) {
            application.seesSettled(deployed);
            var before = user.seesService("order-service");

            // When
            repository.commit("Declare a port that the Service has not",
                    files -> files.remove("shop/legacy.yaml").write("shop/order-service.yaml", APP.formatted("-1", 9999)));
            application.refresh();

            // Then
            application.sees("the sync has failed", status -> status.operationMessage().contains("unsuccessfully"));
            application.sees("the app is Degraded, and why", status -> status.has("ExposedApp", "order-service")
                    && status.resource("ExposedApp", "order-service").healthAndWhy()
                            .matches("Degraded: .*does not declare its port 8080:" + number(before) + "/TCP.*"));
            assertThat(user.seesService("order-service")).isEqualTo(before);
            assertThat(deployment()).isNotNull()
                    .satisfies(deployment -> assertThat(deployment.getMetadata().getDeletionTimestamp()).isNull());
        }
    }

    @Test
    @DisplayName("without a wave is an outage: Argo CD prunes first, and the app's Service is another one")
    void withoutAWave() {
        // Given
        var repository = argoCd.repository();
        var deployed = repository.commit("Deploy order-service", files -> files.write("shop/legacy.yaml", LEGACY.formatted(31343)));
        try (var application = argoCd.application(user.namespace(), repository, "shop", user.namespace())) {
            application.seesSettled(deployed);
            var before = user.seesService("order-service");

            // When
            var migrated = repository.commit("Forget the wave",
                    files -> files.remove("shop/legacy.yaml").write("shop/order-service.yaml", APP.formatted("0", 8080)));

            // Then
            application.seesSettled(migrated);
            assertThat(user.seesService("order-service").getMetadata().getUid()).isNotEqualTo(before.getMetadata().getUid());
        }
    }

    private @Nullable Deployment deployment() {
        return gitOps.client().apps().deployments().inNamespace(user.namespace()).withName("order-service").get();
    }

    private static int number(Service service) {
        return service.getSpec().getPorts().getFirst().getNodePort();
    }
}

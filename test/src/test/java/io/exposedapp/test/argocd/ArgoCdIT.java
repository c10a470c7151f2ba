package io.exposedapp.test.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.cluster.TestNamespace;
import io.exposedapp.test.cluster.argocd.ArgoCd;
import io.exposedapp.test.cluster.argocd.WithArgoCd;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@ControlPlane
@WithArgoCd
@DisplayName("Argo CD beside a test cluster")
class ArgoCdIT {

    @Test
    @DisplayName("brings a commit into the cluster, and every sync is counted")
    void follows(ArgoCd argoCd, KubernetesClient client, TestNamespace namespace) {
        // Given
        var repository = argoCd.repository();
        var first = repository.commit("Add settings", files -> files.write("app/settings.yaml", settings("one")));
        try (var application = argoCd.application("settings", repository, "app", namespace.name())) {
            application.seesSettled(first);
            application.mark();

            // When
            var second = repository.commit("Change settings", files -> files.write("app/settings.yaml", settings("two")));
            application.seesSettled(second);

            // Then
            var settings = client.configMaps().inNamespace(namespace.name()).withName("settings");
            assertThat(settings.require().getData()).containsEntry("value", "two");
            var history = application.sinceMark();
            assertThat(history.syncs()).isOne();
            assertThat(history.outOfSync()).isOne();
            assertThat(history.states()).containsExactly("Synced, Healthy", "OutOfSync, Healthy", "Synced, Healthy");
        }
    }

    private static String settings(String value) {
        return """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: settings}
                data: {value: %s}
                """.formatted(value);
    }
}

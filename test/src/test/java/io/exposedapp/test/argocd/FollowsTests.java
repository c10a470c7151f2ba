package io.exposedapp.test.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

abstract class FollowsTests {

    private final GitOps gitOps;

    FollowsTests(GitOps gitOps) {
        this.gitOps = gitOps;
    }

    @Test
    @DisplayName("brings a commit into the cluster, and every sync is counted")
    void follows() {
        // Given
        var repository = gitOps.argoCd().repository();
        var first = repository.commit("Add settings", files -> files.write("app/settings.yaml", settings("one")));
        try (var namespace = gitOps.namespace();
                var application = gitOps.argoCd().application("settings", repository, "app", namespace.name())) {
            application.seesSettled(first);
            application.mark();

            // When
            var second = repository.commit("Change settings", files -> files.write("app/settings.yaml", settings("two")));
            application.seesSettled(second);

            // Then
            var settings = gitOps.client().configMaps().inNamespace(namespace.name()).withName("settings");
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

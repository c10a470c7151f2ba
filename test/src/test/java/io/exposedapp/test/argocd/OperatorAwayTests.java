package io.exposedapp.test.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

abstract class OperatorAwayTests {

    private final GitOps gitOps;

    OperatorAwayTests(GitOps gitOps) {
        this.gitOps = gitOps;
    }

    @Test
    @DisplayName("waits for it: with an app that has no status, and with one whose status is of an older generation")
    void waits() {
        // Given
        gitOps.cluster().kubectl("create", "namespace", "away").orThrow();
        var repository = gitOps.argoCd().repository();
        var before = repository.commit("Add an app", files -> files.write("apps/edited.yaml", app("edited", 1)));
        try (var application = gitOps.argoCd().application("away", repository, "apps", "away")) {
            application.seesSettled(before);
            gitOps.stopOperator();
            try {
                // When
                var after = repository.commit("Edit it, and add another",
                        files -> files.write("apps/edited.yaml", app("edited", 2)).write("apps/fresh.yaml", app("fresh", 1)));

                // Then
                application.seesSynced(after);
                var status = application.sees("both wait", s -> s.resource("ExposedApp", "edited").health().equals("Progressing")
                        && s.has("ExposedApp", "fresh") && s.resource("ExposedApp", "fresh").health().equals("Progressing"));
                assertThat(status.resource("ExposedApp", "fresh").message())
                        .isEqualTo("waiting for the operator: it has written no status yet");
                assertThat(status.resource("ExposedApp", "edited").message())
                        .isEqualTo("waiting for the operator: its status is of generation 1, the spec of 2");
            } finally {
                gitOps.startOperator();
            }
            application.sees("both are Healthy", s -> s.isSettled());
        }
        gitOps.cluster().kubectl("delete", "namespace", "away", "--wait=false").orThrow();
    }

    private static String app(String name, int version) {
        return """
                apiVersion: exposedapp.io/v1
                kind: ExposedApp
                metadata: {name: %s}
                spec:
                  image: registry.example/test/app:%d
                  ports: [{name: http, containerPort: 80}]
                """.formatted(name, version);
    }
}

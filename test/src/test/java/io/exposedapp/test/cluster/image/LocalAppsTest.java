package io.exposedapp.test.cluster.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The examples with images of this machine")
class LocalAppsTest {

    private static final Path EXAMPLES = Path.of("..", "deploy", "examples");

    @Test
    @DisplayName("listen where they did, and where only the kubelet asks; what else they are they stay")
    void echo() {
        // When
        var local = LocalApps.of(EXAMPLES.resolve("dns.yaml"));

        // Then
        assertThat(local).contains("image: \"exposedapp.test/echo:1\"", "- \"1053\"", "- \"1053/UDP\"", "- \"8080\"", "- \"8181\"")
                .doesNotContain("registry.k8s.io", "-conf")
                .contains("readOnlyRootFilesystem: true", "path: \"/ready\"", "kind: \"ConfigMap\"");
    }

    @Test
    @DisplayName("keep their commands and sites when they are of nginx")
    void nginx() {
        // When
        var local = LocalApps.of(EXAMPLES.resolve("nginxsvc.yaml"));

        // Then
        assertThat(local).contains("image: \"exposedapp.test/nginx:1\"", "openssl req -x509", "ssl_certificate_key /run/tls.key");
    }
}

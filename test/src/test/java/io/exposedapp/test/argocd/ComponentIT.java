package io.exposedapp.test.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.cluster.argocd.WithArgoCd;
import io.exposedapp.test.cluster.binaries.ArgoCdBinaries;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@ControlPlane
@WithArgoCd
@DisplayName("A kustomization that installs Argo CD")
class ComponentIT {

    @Test
    @DisplayName("gets the settings by the component, beside those that its argocd-cm has")
    void component(TestCluster cluster, @TempDir Path directory) throws IOException {
        // Given
        var plain = Files.copy(ArgoCdBinaries.resolve(System.err::println).settings(), directory.resolve("argocd-cm.yaml"));
        Files.writeString(directory.resolve("kustomization.yaml"), """
                apiVersion: kustomize.config.k8s.io/v1beta1
                kind: Kustomization
                namespace: argocd
                resources: [argocd-cm.yaml]
                components: ["%s"]
                """.formatted(directory.toRealPath().relativize(ShippedExample.SETTINGS.toRealPath().getParent())));

        // When
        var built = cluster.kubectl("kustomize", directory.toString()).orThrow();

        // Then
        var expected = data(ShippedExample.read(plain));
        assertThat(expected).as("what Argo CD's own argocd-cm has").isNotEmpty();
        expected.putAll(data(ShippedExample.read(ShippedExample.SETTINGS)));
        assertThat(data(built)).isEqualTo(expected);
    }

    private static Map<String, String> data(String configMap) {
        return new TreeMap<>(Serialization.unmarshal(configMap, ConfigMap.class).getData());
    }
}

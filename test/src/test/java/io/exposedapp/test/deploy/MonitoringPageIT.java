package io.exposedapp.test.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.ControlPlane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ControlPlane
@ExtendWith(Installation.Provider.class)
@DisplayName("The page about monitoring")
class MonitoringPageIT {

    private static final Path PAGE = Manifest.BASE.resolve("../../docs/monitoring.md").normalize();
    private static final Path OVERLAY = Manifest.BASE.resolve("../overlays/monitored").normalize();
    private static final Pattern KUSTOMIZATION = Pattern.compile("^```yaml\n# kustomization.yaml\n(.*?)^```$",
            Pattern.MULTILINE | Pattern.DOTALL);

    @Test
    @DisplayName("shows how to set labels, the namespace of Prometheus and the address of the runbooks")
    void ownKustomization(Installation installation, @TempDir Path folder) throws IOException {
        // Given
        var shown = KUSTOMIZATION.matcher(Files.readString(PAGE)).results().findFirst().orElseThrow().group(1);
        var overlay = folder.toRealPath().relativize(OVERLAY.toRealPath()).toString();
        Files.writeString(folder.resolve("kustomization.yaml"), shown.replace("deploy/overlays/monitored", overlay));

        // When
        var built = installation.kubectl("kustomize", folder.toString()).orThrow();

        // Then
        assertThat(built.split("runbook_url: ", -1)).hasSizeGreaterThan(10);
        assertThat(built.lines().filter(line -> line.contains("runbook_url: "))).allSatisfy(line -> assertThat(line)
                .contains("https://git.example.org/platform/exposedapp/src/main/docs/runbooks/ExposedApp"));
        assertThat(built.split("release: kube-prometheus-stack", -1)).as("on PodMonitor and PrometheusRule").hasSize(3);
        assertThat(built).contains("kubernetes.io/metadata.name: observability").doesNotContain("exposedapp.io/metrics", "name: runbooks");
    }

    @Test
    @DisplayName("shows what kubectl prints of the overlay, object by object")
    void whatIsCreated(Installation installation) throws IOException {
        // When
        var rendered = installation.kubectl("kustomize", OVERLAY.toString()).orThrow();

        // Then
        var created = Files.readString(PAGE).lines().filter(line -> line.endsWith(" created")).map(line -> line.replace(" created", ""));
        var kinds = rendered.lines().filter(line -> line.startsWith("kind: ")).map(line -> line.substring(6).toLowerCase(Locale.ROOT));
        assertThat(created.map(line -> line.replaceFirst("[./].*", "")).toList()).containsExactlyInAnyOrderElementsOf(kinds.toList());
    }
}

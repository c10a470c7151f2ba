package io.exposedapp.test.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The files under deploy/monitoring")
class MonitoringFilesTest {

    private static final Path MONITORING = Manifest.BASE.resolve("../monitoring").normalize();

    @ParameterizedTest
    @ValueSource(strings = {"prometheus-operator", "dashboard", "network-policy"})
    @DisplayName("are in a component each, with all that is in its folder, and in the component of all")
    void components(String folder) {
        // When
        JsonNode component = kustomization(MONITORING.resolve(folder));

        // Then
        assertThat(component.path("kind").asText()).isEqualTo("Component");
        List<String> listed = Manifest.listedIn(MONITORING.resolve(folder));
        assertThat(listed).containsExactlyInAnyOrderElementsOf(Manifest.in(MONITORING.resolve(folder)).stream()
                .filter(file -> !file.isKustomization()).map(Manifest::name).toList());
        assertThat(component.at("/configMapGenerator/0/files")).allSatisfy(
                file -> assertThat(Files.exists(MONITORING.resolve(folder).resolve(file.asText()))).isTrue());
        assertThat(kustomization(MONITORING).path("components")).extracting(JsonNode::asText).contains(folder);
    }

    @Test
    @DisplayName("scrape the same without the Prometheus Operator as with it")
    void sameScrape() {
        // Given
        JsonNode monitor = new Manifest(MONITORING.resolve("prometheus-operator"), "pod-monitor.yaml").documents().getFirst();
        JsonNode pods = new Manifest(Manifest.BASE, "deployment.yaml").documents().getFirst().at("/spec/template/metadata/labels");

        // When
        JsonNode scrape = new Manifest(MONITORING.resolve("prometheus"), "prometheus.yaml").documents().getFirst().at("/scrape_configs/0");

        // Then
        JsonNode endpoint = monitor.at("/spec/podMetricsEndpoints/0");
        assertThat(scrape.path("job_name").asText()).isEqualTo(pods.path(monitor.at("/spec/jobLabel").asText()).asText());
        assertThat(scrape.path("honor_labels").asBoolean()).isEqualTo(endpoint.path("honorLabels").asBoolean()).isTrue();
        assertThat(scrape.at("/relabel_configs/0/regex").asText()).isEqualTo(endpoint.path("port").asText());
        JsonNode discovery = scrape.at("/kubernetes_sd_configs/0");
        assertThat(discovery.at("/namespaces/names/0").asText()).isEqualTo(monitor.at("/metadata/namespace").asText());
        assertThat(monitor.at("/spec/selector/matchLabels").properties()).singleElement().satisfies(label -> assertThat(
                discovery.at("/selectors/0/label").asText()).isEqualTo(label.getKey() + "=" + label.getValue().asText()));
    }

    private static JsonNode kustomization(Path folder) {
        return new Manifest(folder, "kustomization.yaml").documents().getFirst();
    }
}

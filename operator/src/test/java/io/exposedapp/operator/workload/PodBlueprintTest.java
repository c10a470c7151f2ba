package io.exposedapp.operator.workload;

import static io.exposedapp.operator.workload.Shop.web;
import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.operator.app.Labels;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("An app, and slot 0 of its pods: src/test/resources/workload/pods")
class PodBlueprintTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void pods(Path example) {
        // Given
        var app = Shop.read(Golden.in(example));
        var spec = Shop.spec(Golden.in(example));
        var revision = Revision.of(app, List.of());

        // When
        var pod = PodBlueprint.pod(app, PodBlueprint.template(app, spec, new TreeMap<>()), revision.hash(), 0);

        // Then
        Golden.assertOut(example, Serialization.asYaml(pod));
    }

    static Stream<Path> pods() {
        return Golden.cases("pods").stream();
    }

    @Test
    @DisplayName("A pod is made from the stored template, whatever the app says now")
    void storedTemplate() {
        // Given
        var stored = PodBlueprint.template(web("v1", 1), Shop.spec("v1", 1, null), new TreeMap<>());
        stored.getMetadata().setAnnotations(Map.of("made-by", "an older operator"));

        // When
        var pod = PodBlueprint.pod(web("v2", 1), stored, "bbbbbb", 7);

        // Then
        assertThat(pod.getMetadata().getName()).isEqualTo("web-bbbbbb-7");
        assertThat(pod.getMetadata().getAnnotations()).containsEntry("made-by", "an older operator");
        assertThat(pod.getMetadata().getLabels()).isEqualTo(Labels.ofRevision("web", "bbbbbb"));
        assertThat(pod.getSpec()).isEqualTo(stored.getSpec()).isNotSameAs(stored.getSpec());
        assertThat(stored.getMetadata().getName()).as("the template itself is left alone").isNull();
    }
}

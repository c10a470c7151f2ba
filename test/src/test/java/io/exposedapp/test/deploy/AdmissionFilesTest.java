package io.exposedapp.test.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The files under deploy/admission")
class AdmissionFilesTest {

    @ParameterizedTest
    @MethodSource("folders")
    @DisplayName("are all in the kustomization of their folder")
    void allAreListed(Path folder) {
        // When
        List<String> listed = Manifest.listedIn(folder);

        // Then
        assertThat(listed).isNotEmpty().containsExactlyInAnyOrderElementsOf(
                Manifest.in(folder).stream().filter(file -> !file.isKustomization()).map(Manifest::name).toList());
    }

    @ParameterizedTest
    @MethodSource("files")
    @DisplayName("each hold one policy, named as the file, and a binding of it: one may be applied alone")
    void eachStandsForItself(Manifest file) {
        // When
        List<JsonNode> documents = file.documents();

        // Then
        String name = file.name().replace(".yaml", ".exposedapp.io");
        assertThat(documents).extracting(document -> document.path("kind").asText()).containsExactly("ValidatingAdmissionPolicy",
                "ValidatingAdmissionPolicyBinding");
        assertThat(documents.getFirst().at("/metadata/name").asText()).isEqualTo(name);
        assertThat(documents.getLast().at("/spec/policyName").asText()).isEqualTo(name);
    }

    @Test
    @DisplayName("name the service account that deploy/base runs the operator as")
    void theOperatorsName() {
        // Given
        JsonNode account = new Manifest(Manifest.BASE, "service-account.yaml").documents().getFirst().path("metadata");

        // When
        Stream<JsonNode> named = policies().flatMap(policy -> Manifest.stream(policy.at("/spec/variables")))
                .filter(variable -> variable.path("name").asText().equals("operator"));

        // Then
        assertThat(named).singleElement().extracting(variable -> variable.path("expression").asText()).isEqualTo(
                "'system:serviceaccount:" + account.path("namespace").asText() + ":" + account.path("name").asText() + "'");
    }

    static Stream<Path> folders() {
        return Stream.of(Manifest.ADMISSION, Manifest.LABELLED_NAMESPACES);
    }

    static Stream<Manifest> files() {
        return folders().flatMap(folder -> Manifest.in(folder).stream()).filter(file -> !file.isKustomization());
    }

    static Stream<JsonNode> policies() {
        return files().flatMap(file -> file.documents("ValidatingAdmissionPolicy"));
    }
}

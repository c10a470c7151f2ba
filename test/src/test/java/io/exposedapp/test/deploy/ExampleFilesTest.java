package io.exposedapp.test.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The files under deploy/examples")
class ExampleFilesTest {

    @Test
    @DisplayName("are in the kustomization if they hold an app and are not there to be refused")
    void examplesAreListed() {
        // When
        List<String> listed = Manifest.listedIn(Manifest.EXAMPLES);

        // Then
        assertThat(listed).isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(apps().filter(file -> !isRefused(file)).map(Manifest::name).toList());
    }

    @Test
    @DisplayName("hold an app, or are the ledger, which is for the whole cluster")
    void onlyTheLedgerIsClusterWide() {
        // When
        Stream<Manifest> others = examples().filter(file -> file.documents("ExposedApp").findAny().isEmpty());

        // Then
        assertThat(others).extracting(Manifest::name).containsExactly("ledger.yaml");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    @DisplayName("name no namespace: the user says which")
    void noNamespace(Manifest file) {
        // When
        Stream<JsonNode> documents = file.documents().stream();

        // Then
        assertThat(documents).isNotEmpty().allSatisfy(document -> assertThat(document.at("/metadata/namespace").isMissingNode()).isTrue());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("apps")
    @DisplayName("are named as their app")
    void namedAsTheApp(Manifest file) {
        // When
        Stream<JsonNode> apps = file.documents("ExposedApp");

        // Then
        assertThat(apps).extracting(app -> app.at("/metadata/name").asText() + ".yaml").containsExactly(file.name());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("apps")
    @DisplayName("announce in their first lines what the PORTS column shows")
    void theHeaderTellsTheTruth(Manifest file) {
        // Given
        Stream<JsonNode> ports = file.documents("ExposedApp").flatMap(app -> Manifest.stream(app.at("/spec/ports")));

        // When
        String header = String.join("\n", file.lines().stream().takeWhile(line -> line.startsWith("#")).toList());

        // Then
        assertThat(ports).isNotEmpty().allSatisfy(port -> assertThat(header).containsPattern(portMap(port, isRefused(file))));
    }

    /**
     * {@code 8080:32222/TCP}, {@code 8080:!32222/TCP} for a pin that is refused, {@code 8080:<a word>/TCP} for a number from the ledger,
     * {@code 8080/TCP} for a port that is not exposed.
     */
    private static String portMap(JsonNode port, boolean refused) {
        int inside = port.path("port").asInt(port.path("containerPort").asInt());
        String outside = port.has("nodePort") ? ":" + (refused ? "!" : "") + port.path("nodePort").asInt() : ":<[a-z ]+>";
        return "\\b" + inside + (port.path("exposed").asBoolean(true) ? outside : "") + "/" + port.path("protocol").asText("TCP");
    }

    static Stream<Manifest> apps() {
        return examples().filter(file -> file.documents("ExposedApp").findAny().isPresent());
    }

    static Stream<Manifest> examples() {
        return Stream.of(Manifest.EXAMPLES, Manifest.REFUSED).flatMap(folder -> Manifest.in(folder).stream())
                .filter(file -> !file.isKustomization());
    }

    private static boolean isRefused(Manifest file) {
        return file.folder().equals(Manifest.REFUSED);
    }
}

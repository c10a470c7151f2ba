package io.exposedapp.test.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.exposedapp.test.cluster.argocd.ArgoCdAdmin;
import io.exposedapp.test.cluster.argocd.WithArgoCd;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The tests that lie beside the scripts, in Argo CD's own format, run by its own Lua machine with the settings as they ship. */
@WithArgoCd
@DisplayName("The scripts for Argo CD")
class CustomizationsIT {

    private static final Path KINDS = ShippedExample.CUSTOMIZATIONS.resolve("exposedapp.io");
    private static final Path ACTIONS = KINDS.resolve("ExposedApp/actions");

    private static ArgoCdAdmin admin;

    @BeforeAll
    static void start() {
        admin = ArgoCdAdmin.with(ShippedExample.SETTINGS);
    }

    @AfterAll
    static void end() {
        admin.close();
    }

    @TestFactory
    @DisplayName("tell the health that health_test.yaml has, of every object in testdata")
    Stream<DynamicTest> health() {
        return Stream.of("ExposedApp", "NodePortLedger").map(KINDS::resolve).flatMap(kind -> {
            var tests = nodes(yaml(kind.resolve("health_test.yaml")).path("tests"));
            assertThat(tests.stream().map(test -> kind.resolve(test.path("inputPath").asText()))).as("objects of health_test.yaml")
                    .containsExactlyInAnyOrderElementsOf(files(kind.resolve("testdata")));
            return tests.stream().map(test -> DynamicTest.dynamicTest(kind.getFileName() + " " + test.path("inputPath").asText(), () -> {
                // When
                var health = admin.health(ShippedExample.read(kind.resolve(test.path("inputPath").asText())));

                // Then
                var expected = test.path("healthStatus");
                assertThat(health).isEqualTo(expected.path("status").asText() + ": " + expected.path("message").asText());
            }));
        });
    }

    @TestFactory
    @DisplayName("offer the actions that action_test.yaml has, and change what it says")
    Stream<DynamicTest> actions() {
        var file = yaml(ACTIONS.resolve("action_test.yaml"));
        var offered = nodes(file.path("discoveryTests")).stream()
                .map(test -> DynamicTest.dynamicTest("offered for " + test.path("inputPath").asText(), () -> {
                    // When
                    var actions = admin.actions(ShippedExample.read(ACTIONS.resolve(test.path("inputPath").asText())));

                    // Then
                    assertThat(actions).containsExactlyInAnyOrderElementsOf(nodes(test.path("result")).stream()
                            .filter(action -> !action.path("disabled").asBoolean()).map(action -> action.path("name").asText()).toList());
                }));
        var taken = nodes(file.path("actionTests")).stream()
                .map(test -> DynamicTest.dynamicTest(test.path("action").asText(), () -> {
                    // When
                    var acted = admin.act(ShippedExample.read(ACTIONS.resolve(test.path("inputPath").asText())),
                            test.path("action").asText());

                    // Then
                    var now = acted.replaceAll("restartedAt: \"?\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ\"?",
                            "restartedAt: \"0001-01-01T00:00:00Z\"");
                    assertThat(Serialization.unmarshal(now, JsonNode.class))
                            .isEqualTo(yaml(ACTIONS.resolve(test.path("expectedOutputPath").asText())));
                }));
        return Stream.concat(offered, taken);
    }

    private static List<JsonNode> nodes(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).toList();
    }

    private static JsonNode yaml(Path file) {
        return Serialization.unmarshal(ShippedExample.read(file), JsonNode.class);
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

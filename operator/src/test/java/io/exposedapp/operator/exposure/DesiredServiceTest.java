package io.exposedapp.operator.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.operator.GoldenFolder;
import io.exposedapp.operator.app.App;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Service as it is created; golden files in {@code exposure/service}; without numbers, the one inside the cluster. */
class DesiredServiceTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    static List<GoldenFolder.Case> cases() {
        return GoldenFolder.at("exposure/service").cases();
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("An app and its numbers make a Service with every number explicit and every targetPort a name")
    @MethodSource("cases")
    void service(GoldenFolder.Case golden) throws JsonProcessingException {
        // Given
        var app = App.from(JSON.treeToValue(golden.in().get("app"), ExposedApp.class));
        var numbers = JSON.convertValue(golden.in().get("numbers"), new TypeReference<Map<String, Integer>>() {
        });
        var desired = numbers == null ? DesiredService.internal(app, Map.of()) : DesiredService.of(app, numbers, Map.of());

        // When
        var service = ServiceBlueprint.of(desired);

        // Then
        assertThat(JSON.<JsonNode>valueToTree(service)).isEqualTo(golden.out());
    }
}

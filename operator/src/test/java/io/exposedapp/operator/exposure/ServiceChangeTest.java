package io.exposedapp.operator.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.operator.GoldenFolder;
import io.exposedapp.operator.app.App;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The one write that makes a Service as it should be; golden files in {@code exposure/service-change}; without numbers, of the one inside the cluster. */
class ServiceChangeTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    static List<GoldenFolder.Case> cases() {
        return GoldenFolder.at("exposure/service-change").cases();
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("A seen Service is patched, whole where lists are concerned, on the UID and resourceVersion that were seen")
    @MethodSource("cases")
    void change(GoldenFolder.Case golden) throws JsonProcessingException {
        // Given
        var seen = JSON.treeToValue(golden.in().get("seen"), SeenService.class);
        var app = App.from(JSON.treeToValue(golden.in().get("app"), ExposedApp.class));
        var numbers = JSON.convertValue(golden.in().get("numbers"), new TypeReference<Map<String, Integer>>() {
        });
        var desired = numbers == null ? DesiredService.internal(app, Map.of()) : DesiredService.of(app, numbers, Map.of());

        // When
        var change = ServiceChange.between(seen, desired);

        // Then
        JsonNode told = change.isEmpty() ? TextNode.valueOf("nothing") : JSON.valueToTree(change.get());
        assertThat(told).isEqualTo(golden.out());
    }
}

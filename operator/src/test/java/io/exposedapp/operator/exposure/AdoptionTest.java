package io.exposedapp.operator.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.operator.GoldenFolder;
import io.exposedapp.operator.app.App;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The first of the two writes that take a Service over; golden files in {@code exposure/adoption}. */
class AdoptionTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    static List<GoldenFolder.Case> cases() {
        return GoldenFolder.at("exposure/adoption").cases();
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("A Service is made the app's, and leads where it led before")
    @MethodSource("cases")
    void begin(GoldenFolder.Case golden) throws JsonProcessingException {
        // Given
        var seen = JSON.treeToValue(golden.in().get("seen"), SeenService.class);
        var app = App.from(JSON.treeToValue(golden.in().get("app"), ExposedApp.class));

        // When
        var change = Adoption.begin(app, seen);

        // Then
        JsonNode told = change.isEmpty() ? TextNode.valueOf("nothing") : JSON.valueToTree(change.get());
        assertThat(told).isEqualTo(golden.out());
    }
}

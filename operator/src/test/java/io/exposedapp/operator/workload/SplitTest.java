package io.exposedapp.operator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The division of pods that a pause keeps")
class SplitTest {

    private static final Split CANARY = new Split(4, new TreeMap<>(Map.of("bbbbbb", 4, "cccccc", 1)));

    @Test
    @DisplayName("is written and read")
    void text() {
        // When
        var read = Split.parse(CANARY.text());

        // Then
        assertThat(CANARY.text()).isEqualTo("4 replicas: bbbbbb=4 cccccc=1");
        assertThat(read).hasValue(CANARY);
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(strings = {"", "true", "4 replicas", "replicas: bbbbbb=4", "4 replicas: bbbbbb", "4 replicas: bbbbbb=-1",
            "4 replicas: bbbbbb=99999999999"})
    @DisplayName("is noted anew where something else stands")
    void unreadable(String text) {
        // When
        var read = Split.parse(text);

        // Then
        assertThat(read).isEmpty();
    }

    @ParameterizedTest(name = "{0} replicas, surge {1}: {2} pods, {3} of them canaries")
    @CsvSource({"4, 1, 5, 1", "4, 0, 4, 1", "9, 3, 10, 2", "1, 1, 2, 0", "0, 1, 0, 0", "40, 10, 41, 8"})
    @DisplayName("grows and shrinks with the replicas, as even as whole pods allow, and keeps the surge as far as it is allowed")
    void scaled(int replicas, int maxSurge, int total, int canaries) {
        // When
        var pods = CANARY.total(replicas, maxSurge);
        var divided = CANARY.of(pods, List.of("bbbbbb", "cccccc"));

        // Then
        assertThat(pods).isEqualTo(total);
        assertThat(divided).isEqualTo(Map.of("bbbbbb", total - canaries, "cccccc", canaries));
    }

    @Test
    @DisplayName("gives all to the newest revision where none had any, and nothing to one that is not there any more")
    void revisionsThatAreLeft() {
        // Given
        var none = new Split(2, new TreeMap<>(Map.of("bbbbbb", 0, "cccccc", 0)));

        // When
        var toTheNewest = none.of(2, List.of("bbbbbb", "cccccc"));
        var toTheOther = CANARY.of(5, List.of("cccccc"));

        // Then
        assertThat(toTheNewest).isEqualTo(Map.of("bbbbbb", 0, "cccccc", 2));
        assertThat(toTheOther).isEqualTo(Map.of("cccccc", 5));
    }
}

package io.exposedapp.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A text that people are told")
class TextTest {

    @ParameterizedTest(name = "of \"{0}\"")
    @DisplayName("fits an event's note: 1024 bytes, whole characters, and a sign that there was more")
    @ValueSource(strings = {"a", "\u00e4", "\u4e2d", "\ud83d\ude00"})
    void fitsAnEvent(String character) {
        // Given
        var text = character.repeat(2000);

        // When
        var capped = Text.capped(text);

        // Then
        assertThat(capped.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(1021, 1024);
        assertThat(capped).endsWith(character + " ...").matches("(" + character + ")+ \\.\\.\\.");
    }

    @ParameterizedTest(name = "of {0} bytes")
    @DisplayName("stays whole as long as it fits")
    @ValueSource(ints = {0, 1023, 1024})
    void staysWhole(int length) {
        // Given
        var text = "x".repeat(length);

        // When
        var capped = Text.sentences(List.of(text, text));

        // Then
        assertThat(capped).isEqualTo(text);
    }

    @ParameterizedTest(name = "U+{0}")
    @DisplayName("has no character that a terminal acts on or that YAML does not take, but its escape")
    @ValueSource(ints = {0x1b, 0x0a, 0x00, 0x85, 0x202e, 0x2028, 0xffff, 0xd800})
    void printable(int character) {
        // Given
        var text = "a" + Character.toString(character) + "b";

        // When
        var printed = Text.capped(text);

        // Then
        assertThat(printed).isEqualTo("a\\u%04xb".formatted(character));
    }

    @ParameterizedTest
    @DisplayName("keeps letters and symbols of every language")
    @ValueSource(strings = {"gr\u00f6\u00dfe", "\u4e2d\u6587", "\ud83d\ude00", "a  b"})
    void kept(String text) {
        // When
        var printed = Text.capped(text);

        // Then
        assertThat(printed).isEqualTo(text);
    }
}

package io.exposedapp.operator.status;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.stream.Collectors;

/** How long a text gets, and how sentences become one. */
final class Text {

    /** Bytes in UTF-8: what the API server allows for an event's note. Conditions keep to it too: a status must not grow without bound. */
    static final int MOST = 1024;

    private static final String MORE = " ...";

    private Text() {
    }

    /** Printable and at most {@link #MOST} bytes. */
    static String capped(String raw) {
        var text = printable(raw);
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= MOST) {
            return text;
        }
        int end = MOST - MORE.length();
        while (continuesCharacter(bytes[end])) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8) + MORE;
    }

    static String sentences(Collection<String> sentences) {
        return capped(sentences.stream().distinct().collect(Collectors.joining(". ")));
    }

    /**
     * Words of an API server or a kubelet may quote whatever a spec has: a terminal's escape sequences, line breaks, text that runs from right to
     * left. The API server itself refuses some of it in a server-side apply, which is YAML. Each such character becomes its Java escape.
     */
    private static String printable(String text) {
        return text.codePoints().allMatch(Text::prints)
                ? text
                : text.codePoints().mapToObj(c -> prints(c) ? Character.toString(c) : "\\u%04x".formatted(c)).collect(Collectors.joining());
    }

    private static boolean prints(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                false;
            default -> true;
        };
    }

    private static boolean continuesCharacter(byte b) {
        return (b & 0xc0) == 0x80;
    }
}

package io.exposedapp.test.monitoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The shipped rules in a hurry: what is to last for minutes lasts for a second, and what looks back looks back six seconds. Nothing else is
 * changed; the true durations are tried by promtool.
 */
final class QuickRules {

    private static final Pattern LASTS = Pattern.compile("for: \\d+m$", Pattern.MULTILINE);
    private static final Pattern LOOKS_BACK = Pattern.compile("\\[\\d+[mh]]");

    private QuickRules() {
    }

    /** Writes them into a file of that folder. */
    static Path in(Path folder) {
        var quick = LOOKS_BACK.matcher(LASTS.matcher(Shipped.text(Shipped.RULES)).replaceAll("for: 1s")).replaceAll("[6s]");
        try {
            return Files.writeString(folder.resolve("rules.yaml"), quick);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

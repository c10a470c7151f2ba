package io.exposedapp.test.monitoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The shipped rules in a hurry. Nothing but durations is changed; the true ones are tried by promtool. */
final class QuickRules {

    private static final Pattern LASTS = Pattern.compile("for: \\d+m$", Pattern.MULTILINE);
    private static final Pattern LOOKS_BACK = Pattern.compile("\\[\\d+[mh]]");

    private QuickRules() {
    }

    /** What is to last for minutes lasts for a second; what looks back looks back as far as it ships. */
    static Path remembering(Path folder) {
        return write(folder, LASTS.matcher(Shipped.text(Shipped.RULES)).replaceAll("for: 1s"));
    }

    /** What looks back looks back ten seconds, too: ten scrapes, of which some may fail. */
    static Path forgetful(Path folder) {
        return write(folder, LOOKS_BACK.matcher(Shipped.text(remembering(folder))).replaceAll("[10s]"));
    }

    private static Path write(Path folder, String rules) {
        try {
            return Files.writeString(folder.resolve("rules.yaml"), rules);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

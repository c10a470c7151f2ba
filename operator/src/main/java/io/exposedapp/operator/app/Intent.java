package io.exposedapp.operator.app;

import com.fasterxml.jackson.databind.JsonNode;
import io.exposedapp.api.v1.ExposedAppSpec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a spec says about the app's pods, by the SHA-256 of its {@link CanonicalIntent}: two specs ask for the same pods if, and only if,
 * their intents are equal. A spec can be more than a megabyte, and is not kept in memory for every app.
 *
 * @param sha256 64 hexadecimal digits
 */
public record Intent(String sha256) {

    private static final String PREFIX = "sha256:";
    private static final Pattern TEXT = Pattern.compile(PREFIX + "([0-9a-f]{64})");

    public static Intent of(ExposedAppSpec spec) {
        return of(CanonicalIntent.of(spec).toString());
    }

    /** Of the canonical JSON. */
    static Intent of(String canonical) {
        return new Intent(sha256(canonical));
    }

    /** As it is stored: {@code sha256:} and the digits. Also the canonical JSON itself, which revisions of earlier versions have. */
    public static Optional<Intent> parse(JsonNode stored) {
        if (stored.isObject()) {
            return Optional.of(of(Canonical.of(stored).toString()));
        }
        return Optional.of(TEXT.matcher(stored.asText())).filter(m -> m.matches()).map(m -> new Intent(m.group(1)));
    }

    /** {@code sha256:} and the digits. */
    public String text() {
        return PREFIX + sha256;
    }

    /** 64 hexadecimal digits. */
    public static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

package io.exposedapp.test.tier;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** {@code .ci/run}, which installs what the tiers need; Maven runs tests in their module's folder. */
public final class CiScript {

    private static final Pattern PACKAGES = Pattern.compile("^packages=\\(([^)]*)\\)$", Pattern.MULTILINE);

    private CiScript() {
    }

    /** Debian's packages that it installs for the tests. */
    public static List<String> packages() throws IOException {
        var list = PACKAGES.matcher(Files.readString(Path.of("..", ".ci", "run"))).results().findFirst().orElseThrow().group(1);
        return List.of(list.strip().split("\\s+"));
    }
}

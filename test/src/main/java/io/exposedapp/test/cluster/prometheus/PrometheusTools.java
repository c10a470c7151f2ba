package io.exposedapp.test.cluster.prometheus;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the tier needs of this machine: two programs of one Debian package, which installs a service that the tests do not use. */
public final class PrometheusTools {

    static final String PROMETHEUS = "prometheus";
    static final String PROMTOOL = "promtool";
    /** Debian's, which has both. */
    static final String PACKAGE = "prometheus";

    private PrometheusTools() {
    }

    /** "prometheus, promtool: apt-get install --no-install-recommends prometheus"; empty if nothing is missing. */
    public static Optional<String> missing() {
        return missing(searchPath());
    }

    static Optional<String> missing(List<Path> searchPath) {
        var missing = Stream.of(PROMETHEUS, PROMTOOL).filter(program -> find(program, searchPath).isEmpty()).toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join(", ", missing) + ": apt-get install --no-install-recommends " + PACKAGE);
    }

    static String program(String name) {
        return find(name, searchPath()).orElseThrow(() -> new IllegalStateException(missing().orElse(name))).toString();
    }

    private static Optional<Path> find(String program, List<Path> searchPath) {
        return searchPath.stream().map(directory -> directory.resolve(program)).filter(Files::isExecutable).findFirst();
    }

    private static List<Path> searchPath() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1)).map(Path::of).toList();
    }
}

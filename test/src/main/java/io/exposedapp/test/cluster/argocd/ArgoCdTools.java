package io.exposedapp.test.cluster.argocd;

import io.exposedapp.test.cluster.binaries.ArgoCdBinaries;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What Argo CD needs of this machine. */
public final class ArgoCdTools {

    /** Debian's packages, each with a program of its own name. */
    static final List<String> PACKAGES = List.of("git", "redis-server");

    private ArgoCdTools() {
    }

    /** Missing programs with the command that installs them, or what is missing to build Argo CD. */
    public static Optional<String> missing() {
        var path = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).filter(entry -> !entry.isEmpty());
        return missing(path.map(Path::of).toList()).or(ArgoCdBinaries::missingTool);
    }

    static Optional<String> missing(List<Path> searchPath) {
        var missing = PACKAGES.stream()
                .filter(program -> searchPath.stream().noneMatch(folder -> Files.isExecutable(folder.resolve(program)))).toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join(", ", missing) + ": apt-get install --no-install-recommends " + String.join(" ", missing));
    }
}

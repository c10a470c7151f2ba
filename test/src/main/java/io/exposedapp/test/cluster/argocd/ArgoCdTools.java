package io.exposedapp.test.cluster.argocd;

import io.exposedapp.test.cluster.binaries.ArgoCdBinaries;
import io.exposedapp.test.cluster.git.Git;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** What Argo CD needs of this machine. */
public final class ArgoCdTools {

    private ArgoCdTools() {
    }

    /** The first missing tool, with the command that installs it. */
    public static Optional<String> missing() {
        boolean redis = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).filter(entry -> !entry.isEmpty())
                .anyMatch(entry -> Files.isExecutable(Path.of(entry, "redis-server")));
        return Git.missing().or(() -> redis ? Optional.empty() : Optional.of("redis-server: apt-get install redis-server"))
                .or(ArgoCdBinaries::missingTool);
    }
}

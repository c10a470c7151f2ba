package io.exposedapp.test.cluster.binaries;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the binaries of a product come from: the given directory, else the cache of its version, which is filled first if it has to be.
 *
 * @param given directory with binaries that were made elsewhere; null or blank = none is
 * @param home of the user, below which the cache is
 */
record BinaryCache(ModuleList modules, @Nullable String given, Path home) {

    static BinaryCache ofThisMachine(Product product) {
        return new BinaryCache(ModuleList.bundled(product), System.getenv(product.given()), Path.of(System.getProperty("user.home")));
    }

    /**
     * A directory that has them all. Filling the cache takes minutes.
     *
     * @param progress is told what is built, line by line
     * @throws MissingToolException if they would have to be built, and go is missing or too old
     */
    Path resolve(Consumer<String> progress) {
        if (given != null && !given.isBlank()) {
            return complete(Path.of(given));
        }
        Path cache = directory();
        if (!BinariesBuild.isDone(cache, modules)) {
            BinariesBuild.into(cache, modules, GoCommand.find(modules), progress);
        }
        return complete(cache);
    }

    /** The missing tool that keeps the binaries from being had on this machine, with the command that installs it. */
    Optional<String> missingTool() {
        if ((given != null && !given.isBlank()) || BinariesBuild.isDone(directory(), modules)) {
            return Optional.empty();
        }
        try {
            GoCommand.find(modules);
            return Optional.empty();
        } catch (MissingToolException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }

    /** "~/.cache/exposedapp/kubernetes/v1.36.3". */
    Path directory() {
        return home.resolve(".cache").resolve("exposedapp").resolve(modules.product().folder()).resolve("v" + modules.version());
    }

    private Path complete(Path directory) {
        List<String> missing = modules.product().missingIn(directory);
        if (!missing.isEmpty()) {
            throw new IllegalStateException(directory + " lacks " + String.join(", ", missing));
        }
        return directory;
    }
}

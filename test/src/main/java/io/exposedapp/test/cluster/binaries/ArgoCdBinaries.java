package io.exposedapp.test.cluster.binaries;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A directory with Argo CD.
 *
 * @param directory holds {@code argocd}, {@code crds.yaml} and {@code argocd-cm.yaml}
 */
public record ArgoCdBinaries(Path directory) {

    /**
     * The directory that {@code EXPOSEDAPP_ARGO_CD_BIN} names, else the cache, which is filled first if it has to be: that takes minutes.
     *
     * @param progress is told what is built, line by line
     * @throws MissingToolException if they would have to be built, and go is missing or too old
     */
    public static ArgoCdBinaries resolve(Consumer<String> progress) {
        return new ArgoCdBinaries(BinaryCache.ofThisMachine(Product.ARGO_CD).resolve(progress));
    }

    /** The missing tool that keeps the binaries from being had on this machine, with the command that installs it. */
    public static Optional<String> missingTool() {
        return BinaryCache.ofThisMachine(Product.ARGO_CD).missingTool();
    }

    /** The one program, which is each part of Argo CD by what {@code ARGOCD_BINARY_NAME} says. */
    public Path program() {
        return directory.resolve("argocd");
    }

    /** The ConfigMap of that name as it ships. */
    public Path settings() {
        return directory.resolve("argocd-cm.yaml");
    }

    /** The CRDs: Application, ApplicationSet and AppProject. */
    public Path crds() {
        return directory.resolve("crds.yaml");
    }
}

package io.exposedapp.test.cluster.binaries;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A directory with the programs of a Kubernetes control plane.
 *
 * @param directory holds {@code etcd}, {@code kube-apiserver}, {@code kube-controller-manager}, {@code kube-scheduler}, {@code kubectl},
 * {@code kwok} and {@code kwok-stages.yaml}
 */
public record Binaries(Path directory) {

    /**
     * The given directory, else the cache, which is filled first if it has to be: that takes minutes.
     *
     * @param progress is told what is built, line by line
     * @throws MissingToolException if they would have to be built, and go is missing or too old
     */
    public static Binaries resolve(Consumer<String> progress) {
        return new Binaries(BinaryCache.ofThisMachine(Product.KUBERNETES).resolve(progress));
    }

    /** The missing tool that keeps the binaries from being had on this machine, with the command that installs it. */
    public static Optional<String> missingTool() {
        return BinaryCache.ofThisMachine(Product.KUBERNETES).missingTool();
    }

    /** The path of one program. */
    public Path program(String name) {
        return directory.resolve(name);
    }

    /** What KWOK does with simulated nodes and pods. */
    public Path stages() {
        return directory.resolve("kwok-stages.yaml");
    }
}

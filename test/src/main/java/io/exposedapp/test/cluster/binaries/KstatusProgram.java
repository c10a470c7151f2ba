package io.exposedapp.test.cluster.binaries;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Where the program of {@code test/kstatus/main.go} is. */
public final class KstatusProgram {

    private KstatusProgram() {
    }

    /**
     * The program in the directory that {@code EXPOSEDAPP_KSTATUS_BIN} names, else in the cache, which is filled first if it has to be: that takes a
     * minute.
     *
     * @param progress receives what is built, line by line
     * @throws MissingToolException if it would have to be built, and go is missing or too old
     */
    public static Path resolve(Consumer<String> progress) {
        return BinaryCache.ofThisMachine(Product.KSTATUS).resolve(progress).resolve("kstatus");
    }

    /** The missing tool that keeps the program from being had on this machine, with the command that installs it. */
    public static Optional<String> missingTool() {
        return BinaryCache.ofThisMachine(Product.KSTATUS).missingTool();
    }
}

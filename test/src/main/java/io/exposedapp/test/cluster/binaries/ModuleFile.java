package io.exposedapp.test.cluster.binaries;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A file beside the programs that is made of what a Go module has.
 *
 * @param name of the file, "kwok-stages.yaml"
 * @param module "sigs.k8s.io/kwok"
 */
record ModuleFile(String name, String module, Content content) {

    /** What stands in the file. */
    @FunctionalInterface
    interface Content {

        /** Reads it from the module's folder. */
        String from(Path module) throws IOException;
    }
}

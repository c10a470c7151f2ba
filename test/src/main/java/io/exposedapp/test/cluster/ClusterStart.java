package io.exposedapp.test.cluster;

import io.exposedapp.test.cluster.binaries.Binaries;
import io.exposedapp.test.cluster.binaries.MissingToolException;
import io.exposedapp.test.cluster.node.NodeTools;
import io.exposedapp.test.cluster.process.ComponentFailedException;
import java.util.function.IntSupplier;

/** Starts a cluster; again, if somebody takes its port while it starts. */
record ClusterStart(ClusterOptions options, IntSupplier ports) {

    private static final int STARTS_TRIED = 3;

    TestCluster run() {
        if (options.realNodes() > 0) {
            NodeTools.missing().ifPresent(missing -> {
                throw new MissingToolException(missing);
            });
        }
        Binaries binaries = Binaries.resolve(options.progress());
        for (int attempt = 1; true; attempt++) {
            try {
                return once(binaries);
            } catch (ComponentFailedException e) {
                if (!e.portTaken() || attempt == STARTS_TRIED) {
                    throw e;
                }
                options.progress().accept("Somebody took the port meanwhile; starting again with another one.");
            }
        }
    }

    private TestCluster once(Binaries binaries) {
        Stopwatch stopwatch = Stopwatch.start(options.progress());
        Assembly assembly = Assembly.of(options, binaries, ports.getAsInt());
        try {
            return new TestCluster(assembly, new Bootstrap(assembly, stopwatch).run());
        } catch (RuntimeException | AssertionError e) {
            if (assembly.directory().isClosed()) {
                throw new IllegalStateException("it was stopped while it started", e);
            }
            if (!(e instanceof ComponentFailedException failed && failed.portTaken())) {
                assembly.keepLogs();
            }
            assembly.close();
            // A wait fails as an assertion does, and a cluster that does not start is no assertion of a test.
            throw e instanceof RuntimeException failure ? failure : new IllegalStateException(e.getMessage(), e);
        }
    }
}

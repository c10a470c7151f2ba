package io.exposedapp.test.cluster;

import io.exposedapp.test.cluster.image.LocalImages;
import io.exposedapp.test.tier.Tier;
import java.nio.file.Path;

/** The cluster of all test classes of a JVM, or why there is none: what failed once is not tried again for each class. */
sealed interface SharedCluster extends AutoCloseable {

    /** Real ones, of the tier that has them. */
    int NODES = 2;

    /** Throws if it did not start. */
    TestCluster running();

    /** After a failed test. */
    void keepLogs();

    @Override
    void close();

    /** One with two nodes and our CRDs. Real nodes have the images of {@link LocalImages}. */
    static SharedCluster start(Tier tier) {
        ClusterOptions options = ClusterOptions.defaults().withCustomResources(CustomResources.manifests())
                .withKeptLogs(Path.of("target", "cluster-logs"));
        try {
            return new Running(
                    tier == Tier.NODE ? withImages(options.withSimulatedNodes(0).withRealNodes(NODES)) : TestCluster.start(options));
        } catch (RuntimeException e) {
            return new Failed(e);
        }
    }

    private static TestCluster withImages(ClusterOptions options) {
        TestCluster cluster = TestCluster.start(options);
        try {
            LocalImages.loadInto(cluster.nodes());
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /** It runs. */
    record Running(TestCluster running) implements SharedCluster {

        @Override
        public void keepLogs() {
            running.keepLogs();
        }

        @Override
        public void close() {
            running.close();
        }
    }

    /** It did not start; its logs were kept then. */
    record Failed(RuntimeException cause) implements SharedCluster {

        @Override
        public TestCluster running() {
            throw new IllegalStateException("the test cluster did not start: " + cause.getMessage(), cause);
        }

        @Override
        public void keepLogs() {
            // they are
        }

        @Override
        public void close() {
            // nothing runs
        }
    }
}

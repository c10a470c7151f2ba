package io.exposedapp.test.api;

import io.exposedapp.test.cluster.ClusterOptions;
import io.exposedapp.test.cluster.CustomResources;
import io.exposedapp.test.cluster.SessionCluster;
import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.cluster.TestNamespace;
import java.nio.file.Path;

/**
 * A cluster of its own with our kinds. On the shared one an operator runs as soon as any class has asked for it: that writes statuses over
 * those that tests write here by hand, and takes care of entries and ledgers.
 */
record CrdCluster(TestCluster cluster) implements AutoCloseable {

    static CrdCluster start() {
        return new CrdCluster(TestCluster.start(ClusterOptions.defaults().withCustomResources(CustomResources.manifests())
                .withKeptLogs(Path.of("target", "cluster-logs"))));
    }

    TestNamespace namespace() {
        return TestNamespace.create(cluster.client(), "the API");
    }

    @Override
    public void close() {
        cluster.close();
    }

    /** Hands it in. */
    static final class Provider extends SessionCluster<CrdCluster> {

        Provider() {
            super(CrdCluster.class, CrdCluster::start, started -> started.cluster().keepLogs());
        }
    }
}

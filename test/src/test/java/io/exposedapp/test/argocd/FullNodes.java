package io.exposedapp.test.argocd;

import io.exposedapp.test.cluster.TestCluster;
import java.util.stream.Stream;

/** As long as this is open no pod is scheduled: every app that needs one waits, without a fault of its own. */
record FullNodes(TestCluster cluster) implements AutoCloseable {

    static FullNodes of(TestCluster cluster) {
        var full = new FullNodes(cluster);
        full.all("cordon");
        return full;
    }

    /** Pods are scheduled from now on. */
    void haveRoom() {
        all("uncordon");
    }

    @Override
    public void close() {
        haveRoom();
    }

    private void all(String command) {
        var nodes = cluster.client().nodes().list().getItems().stream().map(node -> node.getMetadata().getName());
        cluster.kubectl(Stream.concat(Stream.of(command), nodes).toArray(String[]::new)).orThrow();
    }
}

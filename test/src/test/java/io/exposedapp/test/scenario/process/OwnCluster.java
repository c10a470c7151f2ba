package io.exposedapp.test.scenario.process;

import io.exposedapp.test.cluster.ClusterOptions;
import io.exposedapp.test.cluster.CustomResources;
import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.cluster.TestNamespace;
import io.exposedapp.test.operator.ShippedRoles;
import io.exposedapp.test.operator.User;
import java.nio.file.Path;

/** A cluster with our kinds and roles and without an operator. */
public final class OwnCluster {

    private OwnCluster() {
    }

    /** With those flags over the API server's own. */
    public static TestCluster start(String... apiServerFlags) {
        var cluster = TestCluster.start(ClusterOptions.defaults().withCustomResources(CustomResources.manifests())
                .withApiServerFlags(apiServerFlags).withKeptLogs(Path.of("target", "cluster-logs")));
        ShippedRoles.apply(cluster);
        return cluster;
    }

    /** Somebody with a namespace of their own, that ends with the cluster. */
    public static User user(TestCluster cluster) {
        return new User(cluster, TestNamespace.create(cluster.client(), "process").name());
    }

    /** An app of one pod and one number. */
    static String app(String name) {
        return """
                apiVersion: exposedapp.io/v1
                kind: ExposedApp
                metadata: {name: %s}
                spec:
                  image: registry.example/web:1
                  ports: [{name: http, containerPort: 8080}]
                """.formatted(name);
    }
}

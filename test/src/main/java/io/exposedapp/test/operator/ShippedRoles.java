package io.exposedapp.test.operator;

import io.exposedapp.test.cluster.SourceTree;
import io.exposedapp.test.cluster.TestCluster;

/** Namespace, service account and roles of {@code deploy/base}, without its Deployment: the operator runs in the tests' JVM. */
public final class ShippedRoles {

    private ShippedRoles() {
    }

    /** Applies them as an administrator does. */
    public static void apply(TestCluster cluster) {
        var base = SourceTree.at("deploy/base");
        for (String file : new String[]{"namespace.yaml", "service-account.yaml", "rbac-operator.yaml", "rbac-tenants.yaml"}) {
            cluster.kubectl("apply", "-f", base.resolve(file).toString()).orThrow();
        }
    }
}

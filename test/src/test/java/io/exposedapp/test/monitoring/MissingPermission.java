package io.exposedapp.test.monitoring;

import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.operator.ShippedRoles;

/** The operator lacks a permission that ships, until this is closed. */
record MissingPermission(TestCluster cluster) implements AutoCloseable {

    /** On that resource, with all verbs. */
    static MissingPermission of(TestCluster cluster, String resource) {
        cluster.client().rbac().clusterRoles().withName("exposedapp-operator").edit(role -> {
            role.getRules().removeIf(rule -> rule.getResources().contains(resource));
            return role;
        });
        return new MissingPermission(cluster);
    }

    @Override
    public void close() {
        ShippedRoles.apply(cluster);
    }
}

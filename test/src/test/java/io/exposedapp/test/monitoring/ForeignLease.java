package io.exposedapp.test.monitoring;

import io.exposedapp.test.cluster.TestCluster;

/** The operator's lease, held by a process that does not exist, until this is closed. */
record ForeignLease(TestCluster cluster) implements AutoCloseable {

    static ForeignLease in(TestCluster cluster) {
        cluster.kubectlWithInput("""
                apiVersion: coordination.k8s.io/v1
                kind: Lease
                metadata: {name: exposedapp-operator, namespace: exposedapp-system}
                spec:
                  holderIdentity: nobody
                  leaseDurationSeconds: 15
                  leaseTransitions: 0
                  acquireTime: "2026-01-01T00:00:00.000000Z"
                  renewTime: "2100-01-01T00:00:00.000000Z"
                """, "apply", "-f", "-").orThrow();
        return new ForeignLease(cluster);
    }

    /** A replica may have it from now on. */
    void delete() {
        cluster.client().leases().inNamespace("exposedapp-system").withName("exposedapp-operator").delete();
    }

    @Override
    public void close() {
        delete();
    }
}

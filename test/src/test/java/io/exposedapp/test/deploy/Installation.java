package io.exposedapp.test.deploy;

import io.exposedapp.test.cluster.ClusterOptions;
import io.exposedapp.test.cluster.KubectlResult;
import io.exposedapp.test.cluster.SessionCluster;
import io.exposedapp.test.cluster.TestCluster;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;

/**
 * A cluster of its own with all that ships installed, by the commands that an administrator types. One for all classes that ask for it:
 * they install and uninstall, which the shared cluster's other guests would not survive. Each leaves it with the base installed, and no more.
 */
record Installation(TestCluster cluster) implements AutoCloseable {

    static final String NAMESPACE = "exposedapp-system";

    static Installation start() {
        // Off by default, on in OpenShift: with it, an owner reference that blocks its owner's deletion takes a permission.
        ClusterOptions options = ClusterOptions.defaults().withKeptLogs(Path.of("target", "cluster-logs"))
                .withApiServerFlags("--enable-admission-plugins=OwnerReferencesPermissionEnforcement");
        Installation installation = new Installation(TestCluster.start(options));
        try {
            installation.kubectl("apply", "--server-side", "-k", Manifest.CRDS.toString()).orThrow();
            installation.kubectl("wait", "--for=condition=Established", "--timeout=90s", "crd", "--all").orThrow();
            installation.installBase();
            return installation;
        } catch (RuntimeException | AssertionError e) {
            installation.cluster().keepLogs();
            installation.close();
            throw e;
        }
    }

    /** Applies it, and waits until it counts: the API server learns of roles a moment after they are written. */
    void installBase() {
        applyBase().orThrow();
        Caller operator = Caller.operator(client());
        operator.seesAllowed("list", "exposedapps.exposedapp.io", null);
        operator.seesAllowed("get", "leases.coordination.k8s.io", NAMESPACE);
    }

    KubectlResult applyBase() {
        return kubectl("apply", "-k", Manifest.BASE.toString());
    }

    KubectlResult kubectl(String... arguments) {
        return cluster.kubectl(arguments);
    }

    KubernetesClient client() {
        return cluster.client();
    }

    @Override
    public void close() {
        cluster.close();
    }

    /** Hands it in. */
    static final class Provider extends SessionCluster<Installation> {

        Provider() {
            super(Installation.class, Installation::start, started -> started.cluster().keepLogs());
        }
    }
}

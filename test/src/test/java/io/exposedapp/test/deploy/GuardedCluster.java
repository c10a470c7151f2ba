package io.exposedapp.test.deploy;

import io.exposedapp.test.cluster.ClusterOptions;
import io.exposedapp.test.cluster.CustomResources;
import io.exposedapp.test.cluster.SessionCluster;
import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.cluster.TestNamespace;
import io.exposedapp.test.operator.ShippedRoles;
import io.exposedapp.test.waiting.Wait;
import java.nio.file.Path;
import java.util.List;

/**
 * A cluster of its own with the optional policies in force, which would refuse what other tests do. Its API server acts on policies,
 * bindings, ledgers and labels a moment after they are written, so whoever writes one waits here until it counts. One for all classes that
 * ask for it; each test finds the policies as they ship, and says itself which ledger {@code default} it needs.
 */
record GuardedCluster(TestCluster cluster) implements AutoCloseable {

    static final String PINS_ALLOWED = "exposedapp.io/pins=allowed";

    /** Any number that is pinned where no pin is allowed. */
    private static final int SOME = 30000;
    private static final String NO_PINS = "may pin no numbers";

    static GuardedCluster start() {
        ClusterOptions options = ClusterOptions.defaults().withCustomResources(CustomResources.manifests())
                .withKeptLogs(Path.of("target", "cluster-logs"));
        GuardedCluster guarded = new GuardedCluster(TestCluster.start(options));
        try {
            ShippedRoles.apply(guarded.cluster);
            guarded.apply(Manifest.ADMISSION);
            guarded.apply(Manifest.LABELLED_NAMESPACES);
            Person administrator = guarded.administrator("default");
            administrator.seesRefused(Person.app("probe", Person.pin(SOME)), NO_PINS);
            administrator.seesRefused(Entries.held(SOME), "only the operator");
            administrator.runs("label", "namespace", "default", PINS_ALLOWED).orThrow();
            return guarded;
        } catch (RuntimeException | AssertionError e) {
            guarded.cluster.keepLogs();
            guarded.close();
            throw e;
        }
    }

    void apply(Path kustomization) {
        cluster.kubectl("apply", "-k", kustomization.toString()).orThrow();
    }

    Person administrator(String namespace) {
        return Person.administrator(cluster, namespace);
    }

    /** A new namespace of a tenant who may edit there. */
    Tenant tenant() {
        TestNamespace namespace = TestNamespace.create(cluster.client(), "a tenant");
        Person person = new Person(cluster, "tessa", List.of(), namespace.name());
        administrator(namespace.name()).runs("create", "rolebinding", "tessa", "--clusterrole=edit", "--user=tessa").orThrow();
        person.seesAdmitted(Person.app("probe", "{name: http, containerPort: 80}"));
        return new Tenant(person, namespace);
    }

    /** A tenant whose namespace may pin. */
    Tenant pinningTenant() {
        Tenant tenant = tenant();
        administrator(tenant.namespace().name()).runs("label", "namespace", tenant.namespace().name(), PINS_ALLOWED).orThrow();
        Wait.until("the namespace may pin").seen(() -> tenant.person().tries(Person.app("probe", Person.pin(SOME))),
                result -> !result.stderr().contains(NO_PINS));
        return tenant;
    }

    /**
     * Applies the ledger {@code default} and waits until it counts.
     *
     * @param spec in YAML on one line
     * @param refused a number that it does not grant
     * @param sentence part of what is said about that number, and was not said before
     */
    void ledger(String spec, int refused, String sentence) {
        cluster.kubectlWithInput("""
                apiVersion: exposedapp.io/v1
                kind: NodePortLedger
                metadata: {name: default}
                spec: %s
                """.formatted(spec), "apply", "-f", "-").orThrow();
        administrator("default").seesRefused(Person.app("probe", Person.pin(refused)), sentence);
    }

    @Override
    public void close() {
        cluster.close();
    }

    /** Somebody with a namespace that is gone afterwards. */
    record Tenant(Person person, TestNamespace namespace) implements AutoCloseable {

        @Override
        public void close() {
            namespace.close();
        }
    }

    /** Hands it in. */
    static final class Provider extends SessionCluster<GuardedCluster> {

        Provider() {
            super(GuardedCluster.class, GuardedCluster::start, started -> started.cluster().keepLogs());
        }
    }
}

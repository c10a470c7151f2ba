package io.exposedapp.test.monitoring;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.api.v1.NodePortLedger;
import io.exposedapp.test.cluster.ClusterOptions;
import io.exposedapp.test.cluster.CustomResources;
import io.exposedapp.test.cluster.SessionCluster;
import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.cluster.TestNamespace;
import io.exposedapp.test.cluster.process.WorkDirectory;
import io.exposedapp.test.cluster.prometheus.Prometheus;
import io.exposedapp.test.cluster.prometheus.PrometheusOptions;
import io.exposedapp.test.cluster.prometheus.ScrapeTarget;
import io.exposedapp.test.operator.RunningOperator;
import io.exposedapp.test.operator.ShippedRoles;
import io.exposedapp.test.operator.User;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A cluster of its own with an operator and a Prometheus that scrapes it and evaluates the shipped rules, in a hurry. One for all classes that
 * ask for it: they stop the operator and take its permissions away. Each test finds one operator that may do what it should, and no apps;
 * alerts on apps of the one before may still be clearing.
 */
final class MonitoredCluster implements AutoCloseable {

    private static final String OPERATORS = "exposedapp-system";
    private static final String DEFAULT_LEDGER = "default";

    private final TestCluster cluster;
    private final Prometheus prometheus;
    private final List<RunningOperator> replicas = new ArrayList<>();
    private final List<TestNamespace> namespaces = new ArrayList<>();
    /** Somebody has been at the operators, their lease or their roles. */
    private boolean disturbed;

    private MonitoredCluster(TestCluster cluster, Prometheus prometheus) {
        this.cluster = cluster;
        this.prometheus = prometheus;
    }

    private static MonitoredCluster start() {
        var cluster = TestCluster.start(ClusterOptions.defaults().withCustomResources(CustomResources.manifests())
                .withKeptLogs(Path.of("target", "cluster-logs")));
        try {
            ShippedRoles.apply(cluster);
            cluster.kubectlWithInput("""
                    apiVersion: exposedapp.io/v1
                    kind: NodePortLedger
                    metadata: {name: %s}
                    spec: {range: 31000-32767, coolDownSeconds: 4}
                    """.formatted(DEFAULT_LEDGER), "apply", "-f", "-").orThrow();
            return watched(cluster);
        } catch (RuntimeException e) {
            cluster.keepLogs();
            cluster.close();
            throw e;
        }
    }

    private static MonitoredCluster watched(TestCluster cluster) {
        var prometheus = evaluating(QuickRules::forgetful);
        try {
            var monitored = new MonitoredCluster(cluster, prometheus);
            monitored.startOperator();
            monitored.disturbed = false;
            return monitored;
        } catch (RuntimeException e) {
            prometheus.close();
            throw e;
        }
    }

    /** It reads its rules once, at its start. */
    private static Prometheus evaluating(UnaryOperator<Path> rules, ScrapeTarget... targets) {
        try (var folder = scratch()) {
            return Prometheus.start(PrometheusOptions.scraping(targets).withRules(rules.apply(folder.path())));
        }
    }

    private static WorkDirectory scratch() {
        return WorkDirectory.create(System.err::println);
    }

    /** With rules that forget what was more than ten seconds ago. */
    Prometheus prometheus() {
        return prometheus;
    }

    /** One more, which scrapes the same and has rules that look back as far as they ship. Whoever asks for it closes it. */
    Prometheus remembering() {
        return evaluating(QuickRules::remembering, targets());
    }

    TestCluster cluster() {
        return cluster;
    }

    /** Somebody with a namespace of their own. */
    User newcomer() {
        var namespace = TestNamespace.create(cluster.client(), "a test of alerts");
        namespaces.add(namespace);
        return new User(cluster, namespace.name());
    }

    /** One more replica that needs no lease. */
    void startOperator() {
        startOperator(Map.of());
    }

    /** One more replica, which Prometheus scrapes beside the others. */
    void startOperator(Map<String, String> environment) {
        disturbed = true;
        replicas.add(RunningOperator.start(cluster, http -> {
        }, environment));
        prometheus.scrape(targets());
    }

    /** Prometheus goes on asking for it, as it does for a Pod that does not answer. */
    void stopOperator() {
        disturbed = true;
        replicas.removeLast().close();
    }

    /** The replicas that run. */
    ScrapeTarget[] targets() {
        var targets = new ScrapeTarget[replicas.size()];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = ScrapeTarget.operator(replicas.get(i).httpPort(), "exposedapp-operator-" + i);
        }
        return targets;
    }

    /** Gives the lease to somebody who does nothing with it. */
    void leaseToNobody() {
        disturbed = true;
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
    }

    void deleteLease() {
        cluster.client().leases().inNamespace(OPERATORS).withName("exposedapp-operator").delete();
    }

    /** The operator may not touch that resource any more, until the {@link ShippedRoles} are applied again. */
    void forbid(String resource) {
        disturbed = true;
        cluster.client().rbac().clusterRoles().withName("exposedapp-operator").edit(role -> {
            role.getRules().removeIf(rule -> rule.getResources().contains(resource));
            return role;
        });
    }

    /** After a test, however it ended. */
    private void restore() {
        if (disturbed) {
            while (!replicas.isEmpty()) {
                stopOperator();
            }
            ShippedRoles.apply(cluster);
            deleteLease();
            startOperator();
            disturbed = false;
        }
        namespaces.forEach(namespace -> cluster.client().resources(ExposedApp.class).inNamespace(namespace.name()).delete());
        namespaces.forEach(TestNamespace::close);
        namespaces.clear();
        cluster.client().resources(NodePortLedger.class).withoutField("metadata.name", DEFAULT_LEDGER).delete();
    }

    @Override
    public void close() {
        prometheus.close();
        replicas.forEach(RunningOperator::close);
        cluster.close();
    }

    /** Hands it in, and puts it in order after each test. */
    static final class Provider extends SessionCluster<MonitoredCluster> {

        Provider() {
            super(MonitoredCluster.class, MonitoredCluster::start, started -> started.cluster().keepLogs());
        }

        @Override
        public void afterEach(ExtensionContext context) {
            super.afterEach(context);
            var monitored = running(context);
            if (monitored != null) {
                monitored.restore();
            }
        }
    }
}

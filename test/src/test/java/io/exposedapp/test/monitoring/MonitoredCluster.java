package io.exposedapp.test.monitoring;

import io.exposedapp.test.cluster.ClusterOptions;
import io.exposedapp.test.cluster.CustomResources;
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
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.extension.support.TypeBasedParameterResolver;

/**
 * A cluster of its own with an operator and a Prometheus that scrapes it and evaluates the shipped rules, in a hurry. One for all classes of
 * this package: they stop the operator and take its permissions away. Each test leaves it as it was: one operator, and no alert.
 */
final class MonitoredCluster implements AutoCloseable {

    /** Numbers of the ledger default rest for so long. */
    static final int COOL_DOWN_SECONDS = 4;

    private final TestCluster cluster;
    private final WorkDirectory rules;
    private final Prometheus prometheus;
    private final List<RunningOperator> replicas = new ArrayList<>();

    private MonitoredCluster(TestCluster cluster, WorkDirectory rules, Prometheus prometheus) {
        this.cluster = cluster;
        this.rules = rules;
        this.prometheus = prometheus;
    }

    private static MonitoredCluster start() {
        var cluster = TestCluster.start(ClusterOptions.defaults().withCustomResources(CustomResources.manifests())
                .withKeptLogs(Path.of("target", "cluster-logs")));
        ShippedRoles.apply(cluster);
        var administrator = new User(cluster, "default");
        administrator.applies("""
                apiVersion: exposedapp.io/v1
                kind: NodePortLedger
                metadata: {name: default}
                spec: {range: 31000-32767, coolDownSeconds: %d}
                """.formatted(COOL_DOWN_SECONDS));
        var rules = WorkDirectory.create(System.err::println);
        var monitored = new MonitoredCluster(cluster, rules,
                Prometheus.start(PrometheusOptions.scraping().withRules(QuickRules.in(rules.path()))));
        monitored.startOperator();
        return monitored;
    }

    Prometheus prometheus() {
        return prometheus;
    }

    TestCluster cluster() {
        return cluster;
    }

    /** Somebody with a namespace of their own, which goes with the cluster. */
    User newcomer() {
        return new User(cluster, TestNamespace.create(cluster.client(), "a test of alerts").name());
    }

    /** One more replica that needs no lease. */
    void startOperator() {
        startOperator(Map.of());
    }

    /** One more replica, which Prometheus scrapes beside the others. */
    void startOperator(Map<String, String> environment) {
        replicas.add(RunningOperator.start(cluster, http -> {
        }, environment));
        var targets = new ScrapeTarget[replicas.size()];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = ScrapeTarget.operator(replicas.get(i).httpPort(), "exposedapp-operator-" + i);
        }
        prometheus.scrape(targets);
    }

    /** Prometheus goes on asking for it, as it does for a Pod that does not answer. */
    void stopOperator() {
        replicas.removeLast().close();
    }

    /** Gives the lease to somebody who does nothing with it. */
    void leaseToNobody() {
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
        cluster.kubectl("delete", "lease", "exposedapp-operator", "-n", "exposedapp-system").orThrow();
    }

    /** The operator may not touch that resource any more, until the {@link ShippedRoles} are applied again. */
    void forbid(String resource) {
        cluster.client().rbac().clusterRoles().withName("exposedapp-operator").edit(role -> {
            role.getRules().removeIf(rule -> rule.getResources().contains(resource));
            return role;
        });
    }

    @Override
    public void close() {
        prometheus.close();
        replicas.forEach(RunningOperator::close);
        cluster.close();
        rules.close();
    }

    /** Hands it in, starts it for the first who asks, and keeps the cluster's logs if a test fails. */
    static final class Provider extends TypeBasedParameterResolver<MonitoredCluster> implements TestExecutionExceptionHandler {

        private static final Namespace STORE = Namespace.create(Provider.class);

        @Override
        public MonitoredCluster resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot().getStore(STORE).computeIfAbsent(MonitoredCluster.class, _ -> start(), MonitoredCluster.class);
        }

        @Override
        public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
            var monitored = context.getRoot().getStore(STORE).get(MonitoredCluster.class, MonitoredCluster.class);
            if (monitored != null) {
                monitored.cluster().keepLogs();
            }
            throw failure;
        }
    }
}

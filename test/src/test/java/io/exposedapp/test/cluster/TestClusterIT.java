package io.exposedapp.test.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.exposedapp.test.cluster.audit.AuditLog;
import io.exposedapp.test.cluster.audit.AuditedRequest;
import io.exposedapp.test.waiting.Wait;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClass;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@ControlPlane
@DisplayName("The shared test cluster")
class TestClusterIT {

    private final TestCluster cluster;
    private final KubernetesClient client;
    private final TestNamespace namespace;

    TestClusterIT(TestCluster cluster, KubernetesClient client, TestNamespace namespace) {
        this.cluster = cluster;
        this.client = client;
        this.namespace = namespace;
    }

    @Test
    @DisplayName("has nodes that are Ready, with addresses of their own")
    void nodesAreReady() {
        // When
        KubectlResult nodes = cluster.kubectl("get", "nodes", "--no-headers", "-o", "wide");

        // Then
        assertThat(nodes.orThrow().lines()).hasSize(2).allMatch(line -> line.contains(" Ready "))
                .anyMatch(line -> line.contains("198.51.100.11")).anyMatch(line -> line.contains("198.51.100.12"));
    }

    @Test
    @DisplayName("has nodes that renew their leases, without which they would be called lost after 50 s, and their pods with them")
    void leases() {
        Wait.until("both nodes have a lease").seen(
                () -> cluster.kubectl("get", "leases", "-n", "kube-node-lease", "-o", "name").orThrow().lines().toList(),
                leases -> leases.equals(
                        List.of("lease.coordination.k8s.io/simulated-1", "lease.coordination.k8s.io/simulated-2")));
    }

    @Test
    @DisplayName("schedules a pod on a simulated node, where it gets Ready")
    void podGetsReady() {
        // Given
        // @formatter:off
        Pod pod = new PodBuilder()
                .withNewMetadata().withName("web").withNamespace(namespace.name()).endMetadata()
                .withNewSpec().addNewContainer().withName("web").withImage("registry.example/web").endContainer().endSpec()
                .build();
        // @formatter:on

        // When
        client.resource(pod).create();

        // Then
        Pod ready = Wait.until("the pod is Ready").seen(() -> client.resource(pod).get(), Readiness::isPodReady);
        assertThat(ready.getSpec().getNodeName()).startsWith("simulated-");
    }

    @Test
    @DisplayName("finishes the deletion of a namespace: the controllers work")
    void namespaceGoes() {
        // Given
        TestNamespace doomed = TestNamespace.create(client, "namespaceGoes");
        client.resource(configMap("left-in-it", doomed.name())).create();

        // When
        doomed.close();

        // Then
        Wait.until("the namespace is gone").gone(() -> client.namespaces().withName(doomed.name()).get());
    }

    @Test
    @DisplayName("knows our custom resources from its first moment: their dependents are collected at once")
    void dependentsOfCustomResourcesAreCollected() {
        // Given
        cluster.kubectlWithInput("""
                apiVersion: exposedapp.io/v1
                kind: NodePortLedger
                metadata: {name: %1$s}
                spec: {range: 30000-30009}
                """.formatted(namespace.name()), "apply", "-f", "-").orThrow();
        String uid = cluster.kubectl("get", "npl", namespace.name(), "-o", "jsonpath={.metadata.uid}").orThrow();
        // @formatter:off
        ConfigMap owned = new ConfigMapBuilder(configMap("owned", namespace.name()))
                .editMetadata()
                    .addNewOwnerReference()
                        .withApiVersion("exposedapp.io/v1").withKind("NodePortLedger").withName(namespace.name()).withUid(uid)
                    .endOwnerReference()
                .endMetadata()
                .build();
        // @formatter:on
        client.resource(owned).create();

        // When
        cluster.kubectl("delete", "npl", namespace.name()).orThrow();

        // Then
        Wait.until("what it owned is gone").gone(() -> client.resource(owned).get());
    }

    @Test
    @DisplayName("tells who wrote what: one create by a named user is one line of the audit log")
    void auditCountsOneCreate() {
        try (KubernetesClient alice = clientOf("alice")) {
            // Given
            cluster.kubectl("create", "rolebinding", "alice-edits", "--clusterrole=edit", "--user=alice", "-n", namespace.name()).orThrow();
            AuditLog.Mark mark = cluster.audit().mark();

            // When
            alice.resource(configMap("hers", namespace.name())).create();

            // Then
            assertThat(cluster.audit().writesSince(mark, "alice")).singleElement().satisfies(request -> {
                assertThat(request)
                        .extracting(AuditedRequest::verb, AuditedRequest::resource, AuditedRequest::namespace, AuditedRequest::name,
                                AuditedRequest::code)
                        .containsExactly("create", "configmaps", namespace.name(), "hers", 201);
                assertThat(request.isCommittedWrite()).isTrue();
            });
        }
    }

    @Test
    @DisplayName("holds a user to the rights that RBAC gives: a refused write is in the audit log, and is no committed one")
    void userWithoutRightsIsRefused() {
        try (KubernetesClient mallory = clientOf("mallory", "some-group")) {
            // Given
            AuditLog.Mark mark = cluster.audit().mark();

            // When
            Throwable refusal = catchThrowable(() -> mallory.resource(configMap("no", namespace.name())).create());

            // Then
            assertThat(refusal).isInstanceOfSatisfying(KubernetesClientException.class, e -> assertThat(e.getCode()).isEqualTo(403));
            assertThat(cluster.audit().writesSince(mark, "mallory")).singleElement()
                    .satisfies(request -> assertThat(request.isCommittedWrite()).isFalse());
        }
    }

    @Test
    @DisplayName("counts open watches by resource")
    void watchesAreCounted() {
        // Given
        // the garbage collector watches every kind too, so a few at once
        int enough = watchesOn("ingressclasses.networking.k8s.io") + 5;
        List<Watch> open = IntStream.range(0, 5).mapToObj(_ -> client.network().v1().ingressClasses().watch(new Ignored())).toList();
        Wait.until("the watches are open").seen(() -> watchesOn("ingressclasses.networking.k8s.io"), watches -> watches >= enough);

        // When
        open.forEach(Watch::close);

        // Then
        Wait.until("the watches are closed").seen(() -> watchesOn("ingressclasses.networking.k8s.io"), watches -> watches < enough);
    }

    private int watchesOn(String resource) {
        return cluster.metrics().watches().getOrDefault(resource, 0);
    }

    private KubernetesClient clientOf(String user, String... groups) {
        return new KubernetesClientBuilder().withConfig(Config.fromKubeconfig(cluster.kubeconfigFor(user, groups).toFile())).build();
    }

    private static ConfigMap configMap(String name, String namespace) {
        return new ConfigMapBuilder().withNewMetadata().withName(name).withNamespace(namespace).endMetadata().build();
    }

    private static final class Ignored implements Watcher<IngressClass> {

        @Override
        public void eventReceived(Action action, IngressClass resource) {
            // only that the watch is open counts here
        }

        @Override
        public void onClose(WatcherException cause) {
            // seen in the API server's metrics
        }
    }
}

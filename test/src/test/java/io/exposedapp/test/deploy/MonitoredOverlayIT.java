package io.exposedapp.test.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.cluster.KubectlResult;
import io.exposedapp.test.waiting.Wait;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ControlPlane
@ExtendWith(Installation.Provider.class)
@DisplayName("deploy/overlays/monitored on a real API server that has the CRDs of the Prometheus Operator")
class MonitoredOverlayIT {

    private static final Path OVERLAY = Manifest.BASE.resolve("../overlays/monitored").normalize();
    private static final Path DASHBOARD = Manifest.BASE.resolve("../monitoring/dashboard/exposedapp.json").normalize();
    private static final Path CRDS = Path.of("src", "test", "resources", "prometheus-operator");
    private static final String WHERE = "--namespace=" + Installation.NAMESPACE;

    private final Installation installation;

    MonitoredOverlayIT(Installation installation) {
        this.installation = installation;
    }

    @BeforeAll
    static void apply(Installation installation) {
        installation.kubectl("apply", "--server-side", "-f", CRDS.toString()).orThrow();
        installation.kubectl("wait", "--for=condition=Established", "--timeout=90s", "-f", CRDS.toString()).orThrow();
        installation.kubectl("apply", "-k", OVERLAY.toString()).orThrow();
    }

    @AfterAll
    static void remove(Installation installation) {
        installation.kubectl("delete", "--ignore-not-found", "-f", CRDS.toString()).orThrow();
        installation.kubectl("delete", "--ignore-not-found", WHERE, "configmap/exposedapp-dashboard",
                "networkpolicy/exposedapp-operator-metrics").orThrow();
    }

    @Test
    @DisplayName("is applied without a warning, and differs in nothing from what the API server made of it")
    void accepted() {
        // When
        KubectlResult again = installation.kubectl("apply", "-k", OVERLAY.toString(), "--validate=strict");

        // Then
        again.orThrow();
        assertThat(again.stderr()).isEmpty();
        assertThat(again.stdout()).contains("podmonitor.monitoring.coreos.com/exposedapp-operator unchanged",
                "prometheusrule.monitoring.coreos.com/exposedapp-operator unchanged", "configmap/exposedapp-dashboard unchanged",
                "networkpolicy.networking.k8s.io/exposedapp-operator-metrics unchanged");
        KubectlResult diff = installation.kubectl("diff", "-k", OVERLAY.toString());
        assertThat(diff.orThrow()).isEmpty();
    }

    @Test
    @DisplayName("would be refused with a field that the CRDs do not have, so that being accepted says something")
    void strict() {
        // When
        KubectlResult misspelt = installation.cluster().kubectlWithInput("""
                apiVersion: monitoring.coreos.com/v1
                kind: PodMonitor
                metadata: {name: misspelt, namespace: default}
                spec: {selector: {}, podMetricsEndpoints: [{port: http, honourLabels: true}]}
                """, "apply", "-f", "-", "--validate=strict");

        // Then
        assertThat(misspelt.exitCode()).isNotZero();
        assertThat(misspelt.stderr()).contains("unknown field \"spec.podMetricsEndpoints[0].honourLabels\"");
    }

    @Test
    @DisplayName("has Prometheus ask the operator's pods, and each on the port that its probes are on")
    void thePodMonitorFindsThem() {
        // When
        JsonNode monitor = read("podmonitor/exposedapp-operator").path("spec");

        // Then
        JsonNode endpoint = monitor.at("/podMetricsEndpoints/0");
        assertThat(endpoint.path("honorLabels").asBoolean()).isTrue();
        assertThat(operatorPods(monitor.at("/selector"))).allSatisfy(pod -> {
            assertThat(ports(pod)).extracting(ContainerPort::getName).containsExactly(endpoint.path("port").asText());
            assertThat(pod.getMetadata().getLabels().get(monitor.path("jobLabel").asText())).isEqualTo("exposedapp-operator");
        });
    }

    @Test
    @DisplayName("lets the namespaces of Prometheus reach that port, and restricts nothing that the operator calls")
    void theNetworkPolicySelectsThem() {
        // When
        JsonNode policy = read("networkpolicy/exposedapp-operator-metrics").path("spec");

        // Then
        assertThat(policy.path("policyTypes")).extracting(JsonNode::asText).containsExactly("Ingress");
        assertThat(policy.at("/ingress/0/ports")).extracting(port -> port.path("port").asText()).containsExactly("http");
        assertThat(policy.at("/ingress/0/from").findValuesAsText("exposedapp.io/metrics")).containsExactly("allowed");
        assertThat(operatorPods(policy.path("podSelector")))
                .allSatisfy(pod -> assertThat(ports(pod)).extracting(ContainerPort::getName).containsExactly("http"));
    }

    @Test
    @DisplayName("brings the dashboard as the sidecar of Grafana looks for it")
    void theDashboard() throws IOException {
        // When
        JsonNode map = read("configmap/exposedapp-dashboard");

        // Then
        JsonMapper json = new JsonMapper();
        assertThat(map.at("/metadata/labels/grafana_dashboard").asText()).isEqualTo("1");
        assertThat(json.readTree(map.path("data").path("exposedapp.json").asText())).isEqualTo(json.readTree(DASHBOARD.toFile()));
    }

    private JsonNode read(String object) {
        try {
            return new JsonMapper().readTree(installation.kubectl("get", WHERE, object, "-o", "json").orThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the Deployment, and answers with those that the selector means. */
    private List<Pod> operatorPods(JsonNode selector) {
        installation.kubectl("rollout", "status", "deployment/exposedapp-operator", WHERE, "--timeout=90s").orThrow();
        var labels = new JsonMapper().convertValue(selector.path("matchLabels"),
                new TypeReference<Map<String, String>>() {
                });
        return Wait.until("no pod of an earlier test is left").seen(
                () -> installation.client().pods().inNamespace(Installation.NAMESPACE).withLabels(labels).list().getItems(),
                all -> all.size() == 2);
    }

    private static List<ContainerPort> ports(Pod pod) {
        return pod.getSpec().getContainers().stream().flatMap(container -> container.getPorts().stream()).toList();
    }
}

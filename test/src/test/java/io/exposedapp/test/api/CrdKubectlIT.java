package io.exposedapp.test.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.cluster.TestNamespace;
import io.exposedapp.test.waiting.Wait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ControlPlane
@ExtendWith(CrdCluster.Provider.class)
@DisplayName("kubectl")
class CrdKubectlIT {

    private static final String APP = """
            apiVersion: exposedapp.io/v1
            kind: ExposedApp
            metadata: {name: order-service}
            spec:
              image: registry.example/shop/order:1.4
              ports:
              - {name: http, containerPort: 8170}
            """;
    private static final String APP_STATUS = """
            {"status": {"replicas": 2, "ready": "2/2", "portMap": "8080:32222/TCP,9000:31017/TCP",
              "addresses": ["198.51.100.11", "198.51.100.12"],
              "conditions": [{"type": "Ready", "status": "True", "reason": "Ready", "message": "",
                "lastTransitionTime": "2026-11-20T09:14:00Z"}]}}
            """;
    private static final String ENTRY = """
            apiVersion: exposedapp.io/v1
            kind: NodePortReservation
            metadata: {name: "65534"}
            spec:
              ledger: default
              state: CoolingDown
              holder:
                namespace: shop
                name: hello-nginx
                uid: 7c1f0c5e-4a57-4a0e-9d3c-0d7b5a0f2b11
                service: hello-nginx
                ports:
                - {name: http, protocol: TCP, port: 8181}
              reclaimPolicy: CoolDown
              since: "2026-11-21T09:14:00Z"
              until: "2026-11-22T09:14:00Z"
              portList: http/TCP
            """;
    private static final String LEDGER = """
            apiVersion: exposedapp.io/v1
            kind: NodePortLedger
            metadata: {name: columns}
            spec: {}
            """;
    private static final String LEDGER_STATUS = """
            {"status": {"range": "30000-32767", "size": 2768, "held": 3, "coolingDown": 2, "foreign": 1, "outOfRange": 0, "free": 2762,
              "conditions": [{"type": "Ready", "status": "True", "reason": "Ready", "message": "",
                "lastTransitionTime": "2026-11-20T09:14:00Z"}]}}
            """;

    private final TestCluster cluster;
    private final TestNamespace namespace;

    CrdKubectlIT(CrdCluster crds) {
        this.cluster = crds.cluster();
        this.namespace = crds.namespace();
    }

    @AfterEach
    void theNamespaceGoes() {
        namespace.close();
    }

    @Test
    @DisplayName("prints apps with READY PORTS ADDRESS STATUS")
    void printsApps() {
        // Given
        cluster.kubectlWithInput(APP, "create", "-n", namespace.name(), "-f", "-").orThrow();
        cluster.kubectl("patch", "xapp", "order-service", "-n", namespace.name(), "--subresource=status", "--type=merge", "-p", APP_STATUS)
                .orThrow();

        // When
        var table = cluster.kubectl("get", "xapp", "-n", namespace.name()).orThrow();

        // Then
        assertThat(cells(table, 0)).containsExactly("NAME", "READY", "PORTS", "ADDRESS", "STATUS", "AGE");
        assertThat(cells(table, 1)).startsWith("order-service", "2/2", "8080:32222/TCP,9000:31017/TCP", "198.51.100.11", "Ready");
    }

    @Test
    @DisplayName("prints entries with STATE NAMESPACE APP PORTS LEDGER UNTIL")
    void printsEntries() {
        // Given
        cluster.kubectlWithInput(ENTRY, "create", "-f", "-").orThrow();

        // When
        var table = cluster.kubectl("get", "npr", "65534").orThrow();

        // Then
        cluster.kubectl("delete", "npr", "65534").orThrow();
        assertThat(cells(table, 0)).containsExactly("NAME", "STATE", "NAMESPACE", "APP", "PORTS", "LEDGER", "UNTIL", "AGE");
        assertThat(cells(table, 1)).startsWith("65534", "CoolingDown", "shop", "hello-nginx", "http/TCP", "default",
                "2026-11-22T09:14:00Z");
    }

    @Test
    @DisplayName("prints ledgers with RANGE SIZE HELD COOLINGDOWN FOREIGN FREE READY")
    void printsLedgers() {
        // Given
        cluster.kubectlWithInput(LEDGER, "create", "-f", "-").orThrow();
        cluster.kubectl("patch", "npl", "columns", "--subresource=status", "--type=merge", "-p", LEDGER_STATUS).orThrow();

        // When
        var table = cluster.kubectl("get", "npl", "columns").orThrow();

        // Then
        cluster.kubectl("delete", "npl", "columns").orThrow();
        assertThat(cells(table, 0)).containsExactly("NAME", "RANGE", "SIZE", "HELD", "COOLINGDOWN", "FOREIGN", "FREE", "READY", "AGE");
        assertThat(cells(table, 1)).startsWith("columns", "30000-32767", "2768", "3", "2", "1", "2762", "True");
    }

    @Test
    @DisplayName("scales an app, and reads its selector, through the scale subresource")
    void scales() {
        // Given
        cluster.kubectlWithInput(APP, "create", "-n", namespace.name(), "-f", "-").orThrow();
        cluster.kubectl("patch", "xapp", "order-service", "-n", namespace.name(), "--subresource=status", "--type=merge", "-p",
                "{\"status\": {\"replicas\": 1, \"selector\": \"exposedapp.io/app=order-service\"}}").orThrow();

        // When
        cluster.kubectl("scale", "xapp", "order-service", "-n", namespace.name(), "--current-replicas=1", "--replicas=3").orThrow();

        // Then
        var scale = cluster.kubectl("get", "xapp", "order-service", "-n", namespace.name(), "--subresource=scale", "-o",
                "jsonpath={.spec.replicas} {.status.replicas} {.status.selector}").orThrow();
        assertThat(scale).isEqualTo("3 1 exposedapp.io/app=order-service");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"xapp|An app and the container ports that it exposes through node ports",
            "xapp.spec.ports|Pins the port to this number on every node", "xapp.spec.exposure.service|Labels of the Service",
            "xapp.status.ports|Why the port is not served as asked for", "npl.spec|Seconds that a number rests after its release",
            "npr.spec.holder|Namespace of the ExposedApp"})
    @DisplayName("explains every field of ours")
    void explains(String path, String sentence) {
        // When
        var explained = Wait.until("the API server has published the schemas").seen(() -> cluster.kubectl("explain", path),
                result -> result.exitCode() == 0);

        // Then
        assertThat(explained.stdout().replaceAll("\\s+", " ")).contains(sentence);
    }

    @Test
    @DisplayName("knows the singular of each kind for that kind alone, and all three under one category")
    void knowsTheNames() {
        // Given
        cluster.kubectlWithInput(APP, "create", "-n", namespace.name(), "-f", "-").orThrow();

        // When
        var single = cluster.kubectl("get", "exposedapp", "order-service", "-n", namespace.name(), "-o", "name").orThrow();
        var all = cluster.kubectl("api-resources", "--categories=nodeports", "-o", "name").orThrow();

        // Then
        assertThat(single.strip()).isEqualTo("exposedapp.exposedapp.io/order-service");
        assertThat(all.lines()).containsExactlyInAnyOrder("exposedapps.exposedapp.io", "nodeportledgers.exposedapp.io",
                "nodeportreservations.exposedapp.io");
    }

    private static String[] cells(String table, int line) {
        return table.lines().skip(line).findFirst().orElseThrow().trim().split("\\s+");
    }
}

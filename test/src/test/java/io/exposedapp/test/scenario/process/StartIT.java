package io.exposedapp.test.scenario.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.cluster.CustomResources;
import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.operator.OperatorProcess;
import io.exposedapp.test.operator.QuietCluster;
import io.exposedapp.test.operator.ShippedRoles;
import io.exposedapp.test.tier.ThoroughOnly;
import io.exposedapp.test.waiting.Wait;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@ControlPlane
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("The operator's process does not start")
class StartIT {

    private static final String CANNOT_START = "exposedapp-operator cannot start: ";
    private static final String APPLY_CRDS = "; run: kubectl apply --server-side -k crds/manifests";

    private Path directory;
    private QuietCluster quiet;
    private TestCluster cluster;

    @BeforeAll
    void start(@TempDir Path temporary) {
        directory = temporary;
        quiet = QuietCluster.start();
        cluster = quiet.cluster();
    }

    @AfterAll
    void stop() {
        quiet.close();
    }

    @Test
    @DisplayName("with settings that it does not understand: it tells all of them at once")
    void wrongSettings() {
        // When
        var problems = problems(Map.of("LEADER_ELECTION", "maybe", "HTTP_PORT", "99999", "LOG_LEVEL", "loud", "LEASE_DURATION_SECONDS", "5",
                "WORKER_THREADS", "0"));

        // Then
        assertThat(problems).containsExactlyInAnyOrder("LEADER_ELECTION is \"maybe\": allowed is true or false",
                "HTTP_PORT is \"99999\": allowed is a number from 0 to 65535 (0 = any free port)",
                "LOG_LEVEL is \"loud\": allowed is error, warn, info, debug or trace",
                "WORKER_THREADS is \"0\": allowed is a number from 1 to 64",
                "LEASE_DURATION_SECONDS is 5 and LEASE_RENEW_DEADLINE_SECONDS is 10: the first must be greater,"
                        + " so that a leader gives up before a standby takes over");
    }

    @Test
    @DisplayName("on an HTTP port that somebody has")
    void portTaken() throws IOException {
        try (var taken = new ServerSocket(0)) {
            // When
            var problems = problems(Map.of("HTTP_PORT", Integer.toString(taken.getLocalPort())));

            // Then
            assertThat(problems).containsExactly("HTTP_PORT is " + taken.getLocalPort()
                    + ", and that port cannot be listened on (Address already in use); choose another, or 0 for any free port");
        }
    }

    @Test
    @DisplayName("without a CRD")
    void crdMissing() {
        // Given
        cluster.kubectl("delete", "crd", "nodeportreservations.exposedapp.io").orThrow();

        try {
            // When
            var problems = problems(Map.of());

            // Then
            assertThat(problems)
                    .containsExactly("CustomResourceDefinition nodeportreservations.exposedapp.io is missing" + APPLY_CRDS);
        } finally {
            applyCrds();
        }
    }

    @Test
    @DisplayName("on an older CRD, which would drop what it writes")
    void crdOlder() {
        // Given
        cluster.kubectl("patch", "crd", "exposedapps.exposedapp.io", "--type=json", "-p", """
                [{"op": "remove", "path": "/spec/versions/0/schema/openAPIV3Schema/properties/status/properties/portMap"}]
                """).orThrow();

        try {
            // When
            var problems = problems(Map.of());

            // Then
            assertThat(problems).containsExactly(
                    "CustomResourceDefinition exposedapps.exposedapp.io is older than this operator, it lacks status.portMap" + APPLY_CRDS);
        } finally {
            applyCrds();
        }
    }

    @Test
    @DisplayName("without a permission of the role that ships")
    void permissionMissing() {
        // Given
        cluster.client().rbac().clusterRoles().withName("exposedapp-operator").edit(role -> {
            role.getRules().stream().filter(rule -> rule.getResources().equals(List.of("pods")))
                    .forEach(rule -> rule.getVerbs().remove("patch"));
            return role;
        });
        awaitPatchPods(false);

        try {
            // When
            var problems = problems(Map.of());

            // Then
            assertThat(problems).containsExactly("system:serviceaccount:exposedapp-system:exposedapp-operator may not patch pods;"
                    + " run as an administrator: kubectl apply -k deploy/base");
        } finally {
            ShippedRoles.apply(cluster);
            awaitPatchPods(true);
        }
    }

    @Test
    @DisplayName("where no API server answers: it waits for one, and is alive meanwhile, but not ready")
    void noServer() throws IOException {
        try (var waiting = start(nowhere())) {
            // Given
            waiting.awaitLog("waiting for it");

            // When
            var alive = waiting.get("/livez");
            var ready = waiting.get("/readyz");

            // Then
            assertThat(alive.statusCode()).isEqualTo(200);
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body()).isEqualTo("[-]start: the checks at start are under way\nfailed\n");
        }
    }

    @ThoroughOnly
    @Test
    @DisplayName("where no API server answers for half a minute: it says what to check, and ends")
    void noServerForLong() throws IOException {
        // When
        var problems = problems(nowhere());

        // Then
        assertThat(problems).singleElement().asString().startsWith("the API server at https://127.0.0.1:1/ does not answer (")
                .endsWith("; check that it runs, and KUBECONFIG, or the pod's service account");
    }

    /** A kubeconfig with an address at which nothing listens. */
    private Map<String, String> nowhere() throws IOException {
        var kubeconfig = Files.readString(cluster.kubeconfig()).replace(cluster.server(), "https://127.0.0.1:1");
        return Map.of("KUBECONFIG", Files.writeString(directory.resolve("nowhere"), kubeconfig).toString());
    }

    /** The API server learns of roles a moment after they are written. */
    private void awaitPatchPods(boolean allowed) {
        Wait.until("the role counts as it is now").isSo(() -> ShippedRoles.operatorMay(cluster, "patch", "", "pods") == allowed);
    }

    private List<String> problems(Map<String, String> environment) {
        try (var process = start(environment)) {
            assertThat(process.awaitExit()).as(process::log).isEqualTo(1);
            return problems(process);
        }
    }

    /** What it says; no stack trace is among it. */
    private static List<String> problems(OperatorProcess process) {
        assertThat(process.log()).doesNotContain("\tat ");
        return process.log().lines().filter(line -> line.startsWith(CANNOT_START)).map(line -> line.substring(CANNOT_START.length()))
                .toList();
    }

    private OperatorProcess start(Map<String, String> environment) {
        return OperatorProcess.start(cluster, directory.resolve(UUID.randomUUID() + ".log"), environment);
    }

    private void applyCrds() {
        cluster.kubectlWithInput(String.join("\n---\n", CustomResources.manifests()), "apply", "--server-side", "--force-conflicts", "-f",
                "-")
                .orThrow();
        cluster.kubectl("wait", "crd", "--all", "--for=condition=Established", "--timeout=90s").orThrow();
    }
}

package io.exposedapp.test.scenario.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.cluster.CustomResources;
import io.exposedapp.test.operator.OperatorProcess;
import io.exposedapp.test.operator.QuietCluster;
import io.exposedapp.test.operator.RunningOperator;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.scenario.pods.Web;
import io.exposedapp.test.tier.SampledTests;
import io.exposedapp.test.waiting.Wait;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@SampledTests(everyday = 1)
@ControlPlane
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("When a CustomResourceDefinition is removed while the operator runs")
class LostCrdIT {

    private QuietCluster quiet;
    private OperatorProcess operator;
    private User before;
    private int number;

    @BeforeAll
    void startCluster() {
        quiet = QuietCluster.start();
    }

    @AfterAll
    void stopCluster() {
        quiet.close();
    }

    @BeforeEach
    void start(@TempDir Path folder) {
        operator = OperatorProcess.start(quiet.cluster(), folder.resolve("operator.log"), Map.of()).awaitRunning();
        before = quiet.user();
        before.applies(Web.of("1", 1));
        number = User.number(before.seesReady("web"), "http");
    }

    @AfterEach
    void stop() {
        operator.close();
        applyCrds();
        quiet.clear();
    }

    @Test
    @DisplayName("with the ledger in it, apps are served on, nothing loops, and no number is given twice when it is back")
    void reservations() {
        // Given
        var mark = quiet.audit().mark();
        deleteCrd("nodeportreservations");
        var user = quiet.user();
        user.applies(Web.of("1", 1));
        var status = user.sees("web", "says what is missing", s -> User.why(s, "Ready").startsWith("CrdMissing: "));
        assertThat(User.why(status, "Ready")).contains("CustomResourceDefinition nodeportreservations.exposedapp.io is missing");
        assertThat(User.is(status, "Ready", "Unknown")).isTrue();
        assertThat(User.is(status, "Stalled", "False")).isTrue();
        before.sees("web", "is served, and says that its number is in no ledger",
                s -> User.why(s, "Ready").startsWith("CrdMissing: to be claimed: " + number) && User.is(s, "Stalled", "False")
                        && User.is(s, "Exposed", "True"));
        var rival = quiet.user();
        quiet.cluster().kubectlWithInput("""
                apiVersion: exposedapp.io/v1
                kind: ExposedApp
                metadata: {name: rival}
                spec: {image: a, ports: [{name: http, containerPort: 80, nodePort: %d}]}
                """.formatted(number), "apply", "-n", rival.namespace(), "-f", "-").orThrow();
        awaitsMissing(1);
        assertThat(quiet.audit().writesSince(mark, RunningOperator.USER)).as("writes").hasSizeLessThan(60);
        assertThat(operator.log().lines().filter(line -> line.contains("CustomResourceDefinition of the operator is missing"))).hasSize(1);

        // When
        applyCrds();

        // Then
        assertThat(User.number(user.seesReady("web"), "http")).isNotEqualTo(number);
        user.awaits("its reservation is made anew", () -> user.entry(number),
                entry -> entry.getSpec().holder().namespace().equals(before.namespace()));
        rival.sees("rival", "is refused the number", s -> User.why(s, "Ready").startsWith("PortInUse: "));
        assertThat(User.number(before.seesReady("web"), "http")).isEqualTo(number);
        awaitsMissing(0);
    }

    @Test
    @DisplayName("with all apps in it, their numbers go into cool-down, and an app that is applied again gets its number back")
    void apps() {
        // Given
        deleteCrd("exposedapps");
        before.seesNoService("web");
        awaitsMissing(1);

        // When
        applyCrds();

        // Then
        before.seesEntry(number, "CoolingDown");
        before.applies(Web.of("1", 1));
        assertThat(User.number(before.seesReady("web"), "http")).isEqualTo(number);
    }

    @Test
    @DisplayName("with all ledgers in it, apps are served on, a new one says that there is no ledger, and is served when one is applied again")
    void ledgers() {
        // Given
        deleteCrd("nodeportledgers");
        var user = quiet.user();
        user.applies(Web.of("1", 1));
        user.sees("web", "has no ledger", s -> User.why(s, "PortsReserved").startsWith("LedgerNotFound: "));
        before.kubectl("label", "service", "web", "while-missing=nodeportledgers");
        assertThat(User.number(before.seesReady("web"), "http")).isEqualTo(number);
        awaitsMissing(1);
        applyCrds();
        awaitsMissing(0);

        // When
        quiet.cluster()
                .kubectlWithInput("{apiVersion: exposedapp.io/v1, kind: NodePortLedger, metadata: {name: default}, spec: {}}", "create",
                        "-f", "-")
                .orThrow();

        // Then
        assertThat(User.number(user.seesReady("web"), "http")).isNotEqualTo(number);
        assertThat(User.number(before.seesReady("web"), "http")).isEqualTo(number);
    }

    private void deleteCrd(String plural) {
        quiet.cluster().kubectl("delete", "crd", plural + ".exposedapp.io").orThrow();
    }

    private void applyCrds() {
        quiet.cluster().kubectlWithInput(String.join("\n---\n", CustomResources.manifests()), "apply", "--server-side", "--force-conflicts",
                "-f", "-").orThrow();
        quiet.cluster().kubectl("wait", "crd", "--all", "--for=condition=Established", "--timeout=90s").orThrow();
    }

    private void awaitsMissing(int crds) {
        Wait.until("the metric says how many are missing").seen(() -> operator.get("/metrics").body(),
                metrics -> metrics.contains("exposedapp_missing_crds " + crds + ".0"));
    }
}

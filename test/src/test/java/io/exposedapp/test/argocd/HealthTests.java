package io.exposedapp.test.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.argocd.Application;
import io.exposedapp.test.cluster.argocd.ResourceState;
import io.exposedapp.test.operator.User;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of docs/argocd.md, all of it side by side in one application. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HealthTests {

    private static final String OWN = "health";
    private static final String OTHERS = "health-others";

    private static final String PAGE = ShippedExample.read(Path.of("..", "docs", "argocd.md"));

    private final GitOps gitOps;
    private Application application;

    HealthTests(GitOps gitOps) {
        this.gitOps = gitOps;
    }

    @BeforeAll
    void begin() {
        for (var namespace : new String[]{OWN, OTHERS}) {
            gitOps.cluster().kubectl("create", "namespace", namespace).orThrow();
            gitOps.cluster().kubectl("label", "namespace", namespace, Situations.LABEL).orThrow();
        }
        var others = gitOps.user(OTHERS);
        others.applies(Situations.LEDGERS);
        others.applies(Situations.HOLDER + Situations.LEAVER);
        others.seesReady("holder");
        others.seesReady("leaver");
        others.kubectl("delete", "xapp", "leaver");
        others.seesEntry(32120, "CoolingDown");
        gitOps.user(OWN).applies(Situations.SERVICE_OF_OTHERS);
        var repository = gitOps.argoCd().repository();
        var revision = repository.commit("All situations",
                files -> files.write("all/ledgers.yaml", Situations.LEDGERS).write("all/apps.yaml", Situations.APPS));
        application = gitOps.argoCd().application("health", repository, "all", OWN);
        application.seesSynced(revision);
    }

    @AfterAll
    void leave() {
        if (application != null) {
            application.close();
        }
        gitOps.cluster().kubectl("delete", "namespace", OWN, OTHERS, "--wait=false", "--ignore-not-found").orThrow();
        gitOps.cluster().kubectl("delete", "npl", "health", "health-quota", "health-full", "health-suspended", "--ignore-not-found")
                .orThrow();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            healthy           | Healthy     | every replica is available, and every exposed port is on its number
            scaled-to-zero    | Healthy     | no replicas are wanted; every port keeps its number
            starting          | Progressing | 2 Insufficient cpu
            pin-resting       | Progressing | nodePort 32120 rests until
            pin-held          | Degraded    | nodePort 32110 is held by health-others/holder (port http)
            pin-out-of-range  | Degraded    | nodePort 31999 is not in the valid range 32100-32199 of ledger health
            over-quota        | Degraded    | namespace health uses 1 of 1 numbers of ledger health-quota
            ledger-full       | Degraded    | ledger health-full has no free number
            service-of-others | Degraded    | Service health/service-of-others is not this app's
            pod-rejected      | Degraded    | serviceaccount "nobody" not found
            late              | Degraded    | 2 Insufficient cpu
            paused            | Suspended   | the rollout is paused
            disabled          | Suspended   | remove the annotation exposedapp.io/reconcile to go on
            """)
    @DisplayName("of an app, and why, in the operator's own words")
    void ofApps(String app, String health, String why) {
        // When
        var state = shown("ExposedApp", app, health, why);

        // Then
        assertThat(rows()).as("docs/argocd.md").anyMatch(row -> tells(row, state));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            health           | Healthy   | numbers of 32100-32199 are granted
            health-full      | Healthy   | numbers of 32210 are granted; ledger health-full has no free number
            health-suspended | Suspended | spec.suspended is set: no number is granted, released or freed
            """)
    @DisplayName("of a ledger, and what is to be known of it")
    void ofLedgers(String ledger, String health, String why) {
        // When
        var state = shown("NodePortLedger", ledger, health, why);

        // Then
        assertThat(rows()).as("docs/argocd.md").anyMatch(row -> tells(row, state));
    }

    @Test
    @DisplayName("of an app is the same that its own status tells, to the second at which a number's rest ends")
    void untilWhen() {
        // Given
        var until = gitOps.user(OTHERS).seesEntry(32120, "CoolingDown").getSpec().until();

        // When
        var state = shown("ExposedApp", "pin-resting", "Progressing", "rests until");

        // Then
        var told = gitOps.user(OWN).sees("pin-resting", "waits", status -> User.is(status, "Ready", "Unknown"));
        assertThat(state.message()).contains(until).isEqualTo(User.condition(told, "Ready").orElseThrow().getMessage());
    }

    @Test
    @DisplayName("of the whole application is the worst of them, and nothing of it is out of sync")
    void ofTheApplication() {
        // When
        var status = application.sees("Degraded", s -> s.health().equals("Degraded"));

        // Then
        assertThat(status.sync()).isEqualTo("Synced");
    }

    /** As docs/argocd.md has it. Before that a message may say more, as long as the app's pods are not ready, or less, as the reason of a pod comes late. */
    private ResourceState shown(String kind, String name, String health, String why) {
        return application.sees(name + " is " + health + ": " + why + ", as docs/argocd.md says", status -> {
            var state = status.resource(kind, name);
            return state.health().equals(health) && state.message().contains(why) && documented(state);
        }).resource(kind, name);
    }

    private static boolean documented(ResourceState state) {
        return rows().anyMatch(row -> tells(row, state));
    }

    private static Stream<String> rows() {
        return PAGE.lines().filter(line -> line.startsWith("| ")).map(HealthTests::ofAnyRun);
    }

    /** Times and hashes are of one run. */
    private static boolean tells(String row, ResourceState state) {
        return row.endsWith(ofAnyRun(" | " + state.health() + " | " + state.message() + " |"));
    }

    private static String ofAnyRun(String text) {
        return text.replaceAll("\\d{4}-\\d\\d-\\d\\d(T\\d\\d:\\d\\d:\\d\\dZ)?", "TIME").replaceAll("revision \\w{6}\\b", "revision HASH")
                .replaceAll("-\\w{6}-0\\b", "-HASH-0");
    }
}

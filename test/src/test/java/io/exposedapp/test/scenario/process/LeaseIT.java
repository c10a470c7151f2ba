package io.exposedapp.test.scenario.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.operator.OperatorProcess;
import io.exposedapp.test.operator.QuietCluster;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.tier.SampledTests;
import io.exposedapp.test.waiting.Wait;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ControlPlane
@ExtendWith(QuietCluster.Provider.class)
@SampledTests(everyday = 2)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("The operator's process that leads")
class LeaseIT {

    /**
     * Who waits for such a lease to run out does not lead before every wait here has failed; and no machine is so busy that the leader cannot
     * renew it in time.
     */
    private static final Map<String, String> AN_HOUR = Map.of("LEADER_ELECTION", "true", "LEASE_DURATION_SECONDS", "3600",
            "LEASE_RENEW_DEADLINE_SECONDS", "1800", "LEASE_RETRY_PERIOD_SECONDS", "1");

    private static final String LEADS = "This replica leads";
    private static final DateTimeFormatter MICROSECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'")
            .withZone(ZoneOffset.UTC);
    private static final String PORT = "{name: http, containerPort: 80}";

    private QuietCluster cluster;
    private User user;
    private Path directory;

    /** Whoever leads when a test ends leads in the next one too: a start is what costs most here. */
    private @Nullable OperatorProcess leader;

    @BeforeAll
    void begin(QuietCluster shared, @TempDir Path temporary) {
        cluster = shared;
        user = shared.user();
        directory = temporary;
    }

    @AfterAll
    void stop() {
        if (leader != null) {
            leader.close();
        }
    }

    @Test
    @DisplayName("and is asked to end gives the lease back: the standby, ready already, leads long before the lease would have run out")
    void terminated() {
        try (var former = leader()) {
            // Given
            var standby = standby();
            Wait.until("the standby is ready").seen(() -> standby.get("/readyz"), answer -> answer.statusCode() == 200);
            var before = standby.get("/metrics").body();

            // When
            former.terminate();

            // Then
            assertThat(before).contains("exposedapp_leader 0.0");
            assertThat(former.awaitExit()).isZero();
            assertThat(former.log()).contains("Gave the lease back").doesNotContain("\tat ");
            standby.awaitLog(LEADS);
            user.exposes("after-the-stop", PORT);
            user.seesReady("after-the-stop");
        }
    }

    @Test
    @DisplayName("and is killed leaves its lease to run out: then the standby leads, and goes on where the other one stopped")
    void killed() {
        try (var former = leader()) {
            // Given
            var standby = standby();
            user.exposes("before-the-kill", PORT);
            user.seesReady("before-the-kill");
            former.kill();
            user.kubectl("scale", "xapp", "before-the-kill", "--replicas=2");
            var meanwhile = standby.log();

            // When
            patchLease("{\"renewTime\": \"%s\"}".formatted(microseconds(Instant.now().minus(Duration.ofHours(2)))));

            // Then
            assertThat(meanwhile).doesNotContain(LEADS);
            standby.awaitLog(LEADS);
            assertThat(user.seesReady("before-the-kill").ready()).isEqualTo("2/2");
        }
    }

    @Test
    @DisplayName("and whose lease another one has taken ends itself at once, with a code of its own")
    void leaseLost() {
        try (var former = leader()) {
            leader = null;

            // When
            patchLease("{\"holderIdentity\": \"another\", \"leaseDurationSeconds\": 1, \"renewTime\": \"%s\"}"
                    .formatted(microseconds(Instant.now())));

            // Then
            assertThat(former.awaitExit()).isEqualTo(3);
            assertThat(former.log()).contains("The lease is lost, another replica acts: halting");
        }
    }

    /** The one that leads, which the test ends. */
    private OperatorProcess leader() {
        if (leader == null || !leader.isAlive()) {
            leader = start();
            leader.awaitLog(LEADS);
        }
        return leader;
    }

    /** The one that leads next. */
    private OperatorProcess standby() {
        var standby = start();
        leader = standby;
        standby.awaitRunning().awaitLog("Standing by");
        return standby;
    }

    private OperatorProcess start() {
        return OperatorProcess.start(cluster.cluster(), directory.resolve(UUID.randomUUID() + ".log"), AN_HOUR);
    }

    private void patchLease(String spec) {
        cluster.cluster().kubectl("patch", "lease", "exposedapp-operator", "-n", "exposedapp-system", "--type=merge", "-p",
                "{\"spec\": " + spec + "}").orThrow();
    }

    /** As the API server writes them. */
    private static String microseconds(Instant time) {
        return MICROSECONDS.format(time);
    }
}

package io.exposedapp.test.scenario.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.exposedapp.api.v1.NodePortReservation;
import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.operator.OperatorProcess;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.scenario.process.OwnCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

@ControlPlane
@Tag("alone")
@DisplayName("Two operator processes at once, without an election,")
class TwoProcessesIT {

    private static final int APPS = 40;
    private static final int FIRST_PIN = 31000;

    /** So many that between the first entry and the Service there is time to stop a process. */
    private static final int MANY_PORTS = 100;

    /** Longer than a live look is evidence: what lags behind further than a rest lasts may come upon a number that is free again. */
    private static final int COOL_DOWN = 6;

    private final long seed = Long.getLong("exposedapp.seed", new Random().nextLong());
    private TestCluster cluster;
    private User shop;
    private User lab;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path logs;

    @BeforeEach
    void startCluster() {
        cluster = OwnCluster.start();
        shop = OwnCluster.user(cluster);
        lab = OwnCluster.user(cluster);
        cluster.kubectlWithInput("""
                apiVersion: exposedapp.io/v1
                kind: NodePortLedger
                metadata: {name: default}
                spec: {coolDownSeconds: %d}
                """.formatted(COOL_DOWN), "apply", "-f", "-").orThrow();
    }

    @AfterEach
    void stopCluster() {
        cluster.close();
    }

    @Test
    @DisplayName("give no number twice and make no pod too many while people create, pin, delete and re-create apps; and all settles")
    void underLoad() {
        try (var _ = operator("one").awaitRunning();
                var _ = operator("other").awaitRunning();
                var chronicle = Chronicle.open(cluster.client())) {
            // Given
            var people = people();

            // When
            people.rage(60, seed);

            // Then
            assertThatCode(() -> settles(people)).as("seed %d", seed).doesNotThrowAnyException();
            assertThat(Laws.broken(chronicle.all())).as("seed %d", seed).isEmpty();
        }
    }

    @Test
    @DisplayName("give no number twice when one is stopped in the middle of its plan and goes on 30 s later, when the world is another one")
    void stopped() {
        try (var one = operator("one"); var other = operator("other"); var chronicle = Chronicle.open(cluster.client())) {
            // Given
            one.awaitRunning();
            other.awaitRunning();
            other.suspend();
            shop.applies(manyPorts("doomed") + manyPorts("reborn"));
            Awaitility.await("it has begun").pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5))
                    .until(() -> !shop.entries("doomed").isEmpty() && !shop.entries("reborn").isEmpty());
            one.suspend();
            var stopped = Instant.now();
            other.resume();
            var claimed = numbers(shop.entries("doomed"));
            assertThat(claimed).hasSizeLessThan(MANY_PORTS);
            assertThat(cluster.client().services().inNamespace(shop.namespace()).list().getItems()).isEmpty();

            // When
            shop.kubectl("delete", "xapp", "doomed", "reborn");
            shop.applies(manyPorts("reborn"));
            claimed.stream().limit(5).forEach(number -> lab.exposes("heir-of-" + number,
                    "{name: http, containerPort: 80, nodePort: %s}".formatted(number)));
            var people = people();
            people.rage(30, seed);
            Awaitility.await("it was stopped for 30 s").atMost(Duration.ofSeconds(40))
                    .until(() -> Instant.now().isAfter(stopped.plusSeconds(30)));
            one.resume();

            // Then
            lab.exposes("afterwards", "{name: http, containerPort: 80}");
            assertThatCode(() -> settles(people)).as("seed %d", seed).doesNotThrowAnyException();
            assertThat(Laws.broken(chronicle.all())).as("seed %d", seed).isEmpty();
            assertThat(one.isAlive()).isTrue();
        }
    }

    private Unrest people() {
        return new Unrest(cluster.client(), List.of(shop.namespace(), lab.namespace()), APPS, FIRST_PIN);
    }

    private OperatorProcess operator(String name) {
        return OperatorProcess.start(cluster, logs.resolve(name + ".log"), Map.of());
    }

    /** Everybody gets what they ask for, or is told who has it; and who then asks for another one gets that. */
    private void settles(Unrest people) {
        people.makeUpTheirMinds();
        Settled.awaitAnswers(cluster.client());
        people.giveWay();
        Settled.awaitReady(cluster.client());
    }

    private static List<String> numbers(List<NodePortReservation> entries) {
        return entries.stream().map(entry -> entry.getMetadata().getName()).toList();
    }

    private static String manyPorts(String app) {
        var ports = IntStream.range(0, MANY_PORTS).mapToObj(n -> "{name: p%d, containerPort: %d}".formatted(n, 8000 + n)).toList();
        return """
                ---
                apiVersion: exposedapp.io/v1
                kind: ExposedApp
                metadata: {name: %s}
                spec:
                  image: registry.example/app:1
                  replicas: 0
                  ports: [%s]
                """.formatted(app, String.join(", ", ports));
    }
}

package io.exposedapp.test.scenario.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.exposedapp.api.v1.NodePortReservation;
import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.operator.OperatorProcess;
import io.exposedapp.test.operator.QuietCluster;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.tier.Sample;
import io.exposedapp.test.tier.SampledTests;
import io.exposedapp.test.waiting.Wait;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

@ControlPlane
@SampledTests(everyday = 1)
@ExtendWith(QuietCluster.Provider.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("Two operator processes at once, without an election,")
class TwoProcessesIT {

    private static final int APPS = Sample.ofThisRun().of(20, 40);

    /** So many that between the first entry and the Service there is time to stop a process. */
    private static final int MANY_PORTS = Sample.ofThisRun().of(40, 100);

    private static final int ATTEMPTS = 10;

    /** Longer than a live look is evidence: what lags behind further than a rest lasts may come upon a number that is free again. */
    private static final int COOL_DOWN = 6;

    /** Longer than a rest. */
    private static final Duration STOPPED = Duration.ofSeconds(Sample.ofThisRun().of(8, 30));

    private final long seed = Sample.ofThisRun().seed();
    private QuietCluster cluster;
    private User shop;
    private User lab;
    private OperatorProcess one;
    private OperatorProcess other;

    @BeforeAll
    void start(QuietCluster shared, @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path logs) {
        cluster = shared;
        one = OperatorProcess.start(cluster.cluster(), logs.resolve("one.log"), Map.of());
        other = OperatorProcess.start(cluster.cluster(), logs.resolve("other.log"), Map.of());
        one.awaitRunning();
        other.awaitRunning();
    }

    @AfterAll
    void stop() {
        Stream.of(one, other).filter(Objects::nonNull).forEach(OperatorProcess::close);
    }

    @BeforeEach
    void newPeople() {
        shop = cluster.user();
        lab = cluster.user();
        shop.applies("""
                apiVersion: exposedapp.io/v1
                kind: NodePortLedger
                metadata: {name: default}
                spec: {coolDownSeconds: %d}
                """.formatted(COOL_DOWN));
    }

    /** Their numbers come free in their own time: each test fights over others. */
    @AfterEach
    void deleteApps() {
        one.resume();
        other.resume();
        shop.kubectl("delete", "xapp", "--all");
        lab.kubectl("delete", "xapp", "--all");
    }

    @Test
    @DisplayName("give no number twice and make no pod too many while people create, pin, delete and re-create apps; and all settles")
    void underLoad() {
        try (var chronicle = Chronicle.open(cluster.client())) {
            // Given
            var people = people(31000);

            // When
            people.rage(Sample.ofThisRun().of(20, 60), seed);

            // Then
            assertThatCode(() -> settles(people)).as("seed %d", seed).doesNotThrowAnyException();
            assertThat(Laws.broken(chronicle.all())).as("seed %d", seed).isEmpty();
        }
    }

    @Test
    @DisplayName("give no number twice when one is stopped in the middle of its plan and goes on when the world is another one")
    void stopped() {
        try (var chronicle = Chronicle.open(cluster.client())) {
            // Given
            var plan = stopInTheMiddle(chronicle);
            var stopped = Instant.now();
            other.resume();

            // When
            shop.kubectl("delete", "xapp", plan.doomed(), plan.reborn());
            shop.applies(manyPorts(plan.reborn()));
            plan.claimed().stream().limit(5).forEach(number -> lab.exposes("heir-of-" + number,
                    "{name: http, containerPort: 80, nodePort: %s}".formatted(number)));
            var people = people(31100);
            people.rage(Sample.ofThisRun().of(10, 30), seed);
            Wait.until("it was stopped for longer than a rest").atMost(STOPPED.plus(Wait.USUAL))
                    .isSo(() -> Instant.now().isAfter(stopped.plus(STOPPED)));
            one.resume();

            // Then
            lab.exposes("afterwards", "{name: http, containerPort: 80}");
            assertThatCode(() -> settles(people)).as("seed %d", seed).doesNotThrowAnyException();
            assertThat(Laws.broken(chronicle.all())).as("seed %d", seed).isEmpty();
            assertThat(one.isAlive()).isTrue();
        }
    }

    /**
     * Apps of which one process has claimed some numbers, and made no Service yet, when it was stopped.
     *
     * @param claimed numbers of the doomed one
     */
    private record Plan(String doomed, String reborn, List<String> claimed) {
    }

    /** Tries again with other apps where the process was too fast. The other one is stopped all the time. */
    private Plan stopInTheMiddle(Chronicle chronicle) {
        other.suspend();
        return IntStream.range(0, ATTEMPTS).mapToObj(attempt -> stopInTheMiddle(chronicle, attempt)).flatMap(Optional::stream).findFirst()
                .orElseThrow(
                        () -> new AssertionError("the process could not be stopped between the first entry of a plan and its Service"));
    }

    private Optional<Plan> stopInTheMiddle(Chronicle chronicle, int attempt) {
        var plan = new Plan("doomed-" + attempt, "reborn-" + attempt, List.of());
        shop.applies(manyPorts(plan.doomed()) + manyPorts(plan.reborn()));
        Wait.until("it has claimed numbers of both apps").every(Duration.ofMillis(2))
                .isSo(() -> chronicle.had(entryOf(plan.doomed())) && chronicle.had(entryOf(plan.reborn())));
        one.suspend();
        if (Stream.of(plan.doomed(), plan.reborn()).allMatch(app -> shop.service(app) == null)) {
            return Optional.of(new Plan(plan.doomed(), plan.reborn(), numbers(shop.entries(plan.doomed()))));
        }
        one.resume();
        shop.kubectl("delete", "xapp", plan.doomed(), plan.reborn());
        return Optional.empty();
    }

    private Predicate<HasMetadata> entryOf(String app) {
        return object -> object instanceof NodePortReservation entry && World.holder(entry).equals(shop.namespace() + "/" + app);
    }

    private Unrest people(int firstPin) {
        return new Unrest(cluster.client(), List.of(shop.namespace(), lab.namespace()), APPS, firstPin);
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

package io.exposedapp.test.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.exposedapp.test.cluster.ClusterOptions;
import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.cluster.CustomResources;
import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.cluster.TestNamespace;
import io.exposedapp.test.crash.CutPoint.Moment;
import io.exposedapp.test.operator.RunningOperator;
import io.exposedapp.test.operator.ShippedRoles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Every write of an adoption is once the last; each in a namespace of its own, under one operator that dies for all of them. */
@ControlPlane
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("An operator that dies while it takes a Service over")
class AdoptionCrashIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Under load an adoption may take a status write or two more than alone. */
    private static final int MORE_WRITES = 2;

    private int nextNumber = 31100;
    private TestCluster cluster;
    private List<AdoptedService> runs;
    private Map<AdoptedService, String> struck;

    @BeforeAll
    void dieAndGoOn() {
        cluster = TestCluster.start(
                ClusterOptions.defaults().withCustomResources(CustomResources.manifests()).withKeptLogs(Path.of("target", "cluster-logs")));
        ShippedRoles.apply(cluster);
        var concerned = new Concerned();
        var writes = writesOfOne(concerned);
        var crashes = Arrays.stream(Moment.values()).flatMap(moment -> Stream.concat(
                IntStream.rangeClosed(1, writes + MORE_WRITES).mapToObj(write -> AdoptionCrash.at(write, moment)),
                Arrays.stream(AdoptionStep.values()).map(step -> AdoptionCrash.at(step, moment))));
        runs = crashes.map(this::run).toList();
        var byNamespace = runs.stream().collect(Collectors.toMap(AdoptedService::namespace, run -> run.crash().orElseThrow()));
        var connection = CutConnection.byNamespace(concerned,
                byNamespace.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, run -> run.getValue().at())),
                (namespace, write) -> Objects.requireNonNull(byNamespace.get(namespace)).counts(write));
        try (var _ = RunningOperator.start(cluster, connection::install, Map.of())) {
            Rehearsal.inParallel(runs, AdoptedService::isAskedFor);
            await("it dies, or has nothing more to do").atMost(PATIENCE)
                    .until(() -> runs.stream()
                            .allMatch(run -> connection.struck(run.namespace()).isPresent() || (!isAtStep(run) && run.isReady())));
            connection.kill();
        }
        struck = runs.stream().filter(run -> connection.struck(run.namespace()).isPresent())
                .collect(Collectors.toMap(Function.identity(), run -> connection.struck(run.namespace()).orElseThrow()));
        try (var _ = RunningOperator.start(cluster, CutConnection.byNamespace(concerned, Map.of())::install, Map.of())) {
            await("the successor has done the rest").atMost(PATIENCE).until(() -> runs.stream().allMatch(AdoptedService::isReady));
        }
    }

    private int writesOfOne(Concerned concerned) {
        try (var model = run(null)) {
            var connection = CutConnection.byNamespace(concerned, Map.of());
            try (var _ = RunningOperator.start(cluster, connection::install, Map.of())) {
                model.isAskedFor();
                await("it is adopted without a crash").atMost(PATIENCE).until(model::isReady);
            }
            return connection.writes(model.namespace());
        }
    }

    /** Each of these is to be hit; with those at a write by its number, the last ones are not. */
    private static boolean isAtStep(AdoptedService run) {
        return run.crash().filter(crash -> crash.step() != null).isPresent();
    }

    private AdoptedService run(@Nullable AdoptionCrash crash) {
        int number = nextNumber++;
        var namespace = TestNamespace.create(cluster.client(), String.valueOf(number)).name();
        return AdoptedService.before(cluster.client(), namespace, number, crash);
    }

    @AfterAll
    void stop() {
        if (runs != null) {
            runs.forEach(AdoptedService::close);
        }
        if (cluster != null) {
            cluster.close();
        }
    }

    @TestFactory
    @DisplayName("leaves what its successor brings to its end: the same Service, on its number, which always led somewhere")
    Stream<DynamicTest> sameEnd() {
        return runs.stream().filter(struck::containsKey).map(run -> DynamicTest.dynamicTest(run + " (" + struck.get(run) + ")",
                run::assertAdopted));
    }

    @Test
    @DisplayName("has died at every write that an adoption has")
    void everyWrite() {
        assertThat(runs).filteredOn(AdoptionCrashIT::isAtStep).as("each of the four steps, in both ways").hasSize(8)
                .allSatisfy(run -> assertThat(struck.get(run)).isEqualTo("PATCH services"));
        assertThat(runs).as("runs that were over before they were hit").anyMatch(run -> !struck.containsKey(run));
    }
}

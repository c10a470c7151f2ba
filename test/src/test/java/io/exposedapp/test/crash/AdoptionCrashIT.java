package io.exposedapp.test.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.crash.CutPoint.Moment;
import io.exposedapp.test.operator.ManyAtOnce;
import io.exposedapp.test.operator.RunningOperator;
import io.exposedapp.test.tier.Sample;
import io.exposedapp.test.tier.Thorough;
import io.exposedapp.test.waiting.Wait;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every write of an adoption is once the last; each in a namespace of its own, under one operator that dies for all of them. */
@ControlPlane
@Thorough
@ExtendWith(CrashCluster.Provider.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("An operator that dies while it takes a Service over")
class AdoptionCrashIT {

    /** Every adoption has these: two claims, four changes of the Service, a revision, a pod, and the status before and after. */
    private static final int FEWEST_WRITES = 10;

    /** No adoption has so many, whatever it writes into its status on the way. */
    private static final int TOO_MANY_WRITES = 19;

    private static final int EVERYDAY = 3;
    private static final int FIRST_NUMBER = 31_100;

    private final List<AdoptedService> runs = Collections.synchronizedList(new ArrayList<>());
    private Map<AdoptedService, String> struck;

    @BeforeAll
    void dieAndGoOn(CrashCluster cluster) {
        cluster.empty();
        var crashes = crashes();
        ManyAtOnce.forEach(IntStream.range(0, crashes.size()).boxed().toList(), index -> runs
                .add(AdoptedService.before(cluster.client(), cluster.namespace(crashes.get(index).toString()), FIRST_NUMBER + index,
                        crashes.get(index))));
        var byNamespace = runs.stream().collect(Collectors.toMap(AdoptedService::namespace, AdoptedService::crash));
        var concerned = new Concerned();
        var connection = CutConnection.byNamespace(concerned,
                byNamespace.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, run -> run.getValue().at())),
                (namespace, write) -> Objects.requireNonNull(byNamespace.get(namespace)).counts(write));
        try (var mirror = new ClusterMirror(cluster.client())) {
            try (var _ = RunningOperator.start(cluster.cluster(), connection::install, Map.of())) {
                ManyAtOnce.forEach(runs, AdoptedService::isAskedFor);
                awaitAll("the operator has died, or has nothing more to do",
                        run -> connection.struck(run.namespace()).isPresent() || (!run.crash().isAtStep() && run.isReady(mirror.dump())));
                connection.kill();
            }
            struck = runs.stream().filter(run -> connection.struck(run.namespace()).isPresent())
                    .collect(Collectors.toMap(Function.identity(), run -> connection.struck(run.namespace()).orElseThrow()));
            try (var _ = RunningOperator.start(cluster.cluster(), CutConnection.byNamespace(concerned, Map.of())::install, Map.of())) {
                awaitAll("the successor has done the rest", run -> run.isReady(mirror.dump()));
            }
        }
    }

    /** At each of the four steps, and at writes by their numbers. */
    private static List<AdoptionCrash> crashes() {
        var sample = Sample.ofThisRun();
        var candidates = IntStream.rangeClosed(1, sample.of(FEWEST_WRITES, TOO_MANY_WRITES)).boxed().toList();
        var writes = sample.of("writes of an adoption to die at", candidates, EVERYDAY);
        return Arrays.stream(Moment.values())
                .flatMap(moment -> Stream.concat(writes.stream().map(write -> AdoptionCrash.at(write, moment)),
                        Arrays.stream(AdoptionStep.values()).map(step -> AdoptionCrash.at(step, moment))))
                .toList();
    }

    private void awaitAll(String what, Predicate<AdoptedService> there) {
        Wait.until(what).atMost(CrashCluster.PATIENCE).isSo(() -> runs.stream().allMatch(there),
                () -> runs.stream().filter(there.negate()).toList());
    }

    @AfterAll
    void stop() {
        runs.forEach(AdoptedService::close);
    }

    @TestFactory
    @DisplayName("leaves what its successor brings to its end: the same Service, on its number, which always led somewhere")
    Stream<DynamicTest> sameEnd() {
        return runs.stream().filter(struck::containsKey).sorted(AdoptedService.BY_CRASH)
                .map(run -> DynamicTest.dynamicTest(run + " (" + struck.get(run) + ")", run::assertAdopted));
    }

    @Test
    @DisplayName("has died at each step of an adoption, and in a thorough run at every write that an adoption has")
    void everyWrite() {
        assertThat(runs).filteredOn(run -> run.crash().isAtStep()).as("each of the four steps, in both ways").hasSize(8)
                .allSatisfy(run -> assertThat(struck.get(run)).isEqualTo("PATCH services"));
        assertThat(runs).filteredOn(run -> run.crash().at().write() <= FEWEST_WRITES).as("at writes that every adoption has")
                .allMatch(struck::containsKey);
        if (Sample.ofThisRun().thorough()) {
            assertThat(runs).as("runs that were over before they were hit").anyMatch(run -> !struck.containsKey(run));
        }
    }
}

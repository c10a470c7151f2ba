package io.exposedapp.test.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.ClusterOptions;
import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.cluster.CustomResources;
import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.cluster.TestNamespace;
import io.exposedapp.test.crash.CutPoint.Moment;
import io.exposedapp.test.operator.ShippedRoles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * Every write of every step of a scenario is once the last that the operator attempts, in each of the two ways in which a connection ends.
 * Whatever is left behind, its successor comes to the same end as an operator that never died.
 */
@ControlPlane
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CrashAtEveryWrite {

    /** Under load a step may take a status write or two more than alone. */
    private static final int MORE_WRITES = 2;

    private final Scenario scenario;
    private final List<Run> runs = new ArrayList<>();
    private TestCluster cluster;
    private Rehearsal rehearsal;
    private Run model;
    private Map<Step, Integer> writes;

    CrashAtEveryWrite(Scenario scenario) {
        this.scenario = scenario;
    }

    @BeforeAll
    void rehearse() {
        cluster = TestCluster.start(
                ClusterOptions.defaults().withCustomResources(CustomResources.manifests()).withKeptLogs(Path.of("target", "cluster-logs")));
        ShippedRoles.apply(cluster);
        rehearsal = new Rehearsal(scenario, cluster);
        model = new Run(namespace("without a crash"), null);
        writes = rehearsal.alone(model);
        Rehearsal.inParallel(crashes(), crash -> {
            var run = new Run(namespace(crash.toString()), crash);
            synchronized (runs) {
                runs.add(run);
            }
        });
        rehearsal.together(runs, model);
    }

    private List<Run.Crash> crashes() {
        var all = new ArrayList<Run.Crash>();
        writes.forEach((step, count) -> {
            for (int write = 1; write <= count + MORE_WRITES; write++) {
                for (Moment moment : Moment.values()) {
                    all.add(new Run.Crash(step, new CutPoint(write, moment)));
                }
            }
        });
        return all;
    }

    private String namespace(String owner) {
        return TestNamespace.create(cluster.client(), owner).name();
    }

    @AfterAll
    void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @TestFactory
    @DisplayName("leaves what its successor brings to the same end")
    Stream<DynamicTest> sameEnd() {
        return runs.stream().filter(run -> run.struck().isPresent()).sorted(Run.order(scenario))
                .map(run -> DynamicTest.dynamicTest(run.toString(), () -> assertSameEnd(run)));
    }

    private void assertSameEnd(Run run) {
        var from = run.crash().orElseThrow().step();
        for (Step step : scenario.from(from)) {
            var expected = model.end(step).lines().toList();
            var found = run.end(step).lines().toList();
            assertThat(found).as("what is there when the user %s, and should not be", step.text())
                    .filteredOn(line -> !expected.contains(line)).isEmpty();
            assertThat(expected).as("what is missing when the user %s", step.text()).filteredOn(line -> !found.contains(line)).isEmpty();
            assertThat(found).as("how often things are there when the user %s", step.text()).hasSameSizeAs(expected);
        }
    }

    @Test
    @DisplayName("has died at every write that a step has")
    void everyWrite() {
        assertThat(scenario.steps()).allSatisfy(step -> assertThat(runs).as("runs that %s without being hit", step.text())
                .anyMatch(run -> run.cutIn(step).isPresent() && run.struck().isEmpty()));
    }

    @Test
    @DisplayName("loses no wake-up for those it lives for, nor does its successor")
    void inTime() {
        assertThat(rehearsal.late()).isEmpty();
    }
}

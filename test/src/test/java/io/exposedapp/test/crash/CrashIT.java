package io.exposedapp.test.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.crash.CutPoint.Moment;
import io.exposedapp.test.tier.Sample;
import io.exposedapp.test.tier.Thorough;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every write of every step of a scenario is once the last that the operator attempts, in each of the two ways in which a connection ends.
 * Whatever is left behind, its successor comes to the same end as an operator that never died. A run lives through a crash in each step: what a
 * crash leaves behind that is not seen at the end of its own step is seen in those that come after.
 */
@ControlPlane
@Thorough
@ExtendWith(CrashCluster.Provider.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("An operator that dies")
class CrashIT {

    private List<Story> stories;
    private Rehearsal rehearsal;

    @BeforeAll
    void rehearse(CrashCluster cluster) {
        cluster.empty();
        try (var mirror = new ClusterMirror(cluster.client())) {
            stories = Stream.of(AppScenario.SCENARIO, LedgerScenario.SCENARIO, HiddenPortScenario.SCENARIO)
                    .map(scenario -> new Story(scenario, cluster)).toList();
            rehearsal = new Rehearsal(stories, cluster, mirror);
            rehearsal.play();
        }
    }

    @TestFactory
    @DisplayName("leaves what its successor brings to the same end")
    Stream<DynamicContainer> sameEnd() {
        return stories.stream().map(story -> DynamicContainer.dynamicContainer(story.scenario().text(),
                story.crashes().map(crash -> DynamicTest.dynamicTest(crash.toString(), () -> assertSameEnd(story, crash)))));
    }

    private static void assertSameEnd(Story story, Crash crash) {
        var when = "when the user %s, in a run that has lived through %s".formatted(crash.step().text(), story.before(crash));
        var expected = story.end(crash.step()).lines().toList();
        var found = crash.run().end(crash.step()).orElseThrow().lines().toList();
        assertThat(found).as("what is there and should not be %s", when).filteredOn(line -> !expected.contains(line)).isEmpty();
        assertThat(expected).as("what is missing %s", when).filteredOn(line -> !found.contains(line)).isEmpty();
        assertThat(found).as("how often things are there %s", when).hasSameSizeAs(expected);
    }

    @TestFactory
    @DisplayName("has died in every step in both ways, and in a thorough run at every write that the step has")
    Stream<DynamicTest> everyWrite() {
        return stories.stream().map(story -> DynamicTest.dynamicTest(story.scenario().text(),
                () -> assertThat(story.scenario().steps()).allSatisfy(step -> assertEveryWrite(story, step))));
    }

    private static void assertEveryWrite(Story story, Step step) {
        assertThat(story.crashes(step).map(crash -> crash.at().moment())).as("ways to die when the user %s", step.text())
                .contains(Moment.values());
        if (Sample.ofThisRun().thorough()) {
            assertThat(story.runsAt(step)).as("runs that get through before they are hit when the user %s", step.text())
                    .anyMatch(run -> run.cutIn(step).isPresent() && run.struck(step).isEmpty());
        }
    }

    @Test
    @DisplayName("loses no wake-up for those it lives for, nor does its successor")
    void inTime() {
        assertThat(rehearsal.late()).isEmpty();
    }
}

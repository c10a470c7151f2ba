package io.exposedapp.test.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.benchmark.Duel.Cost;
import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.operator.RunningOperator;
import io.exposedapp.test.operator.WithNodes;
import io.exposedapp.test.tier.Sample;
import io.exposedapp.test.tier.Thorough;
import io.exposedapp.test.traffic.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WithNodes
@Thorough
@DisplayName("Under requests at full speed from outside")
class LostRequestsIT {

    private static final int ROLLOUTS = 5;
    private static final int STEPS_A_DAY = 2;

    /** What both sides go through, at the same time unless a step says otherwise. */
    private record Step(String name, Consumer<Side.OfApp> ofApp, Consumer<Side.OfDeployment> ofDeployment) {

        private static Step ofBoth(String name, Consumer<Side> both) {
            return new Step(name, both::accept, both::accept);
        }
    }

    @Test
    @DisplayName("an app loses none in five rollouts, scaled, with a pod deleted, a port renamed, the operator restarted; a Deployment does")
    void losesNone(TestCluster cluster, RunningOperator operator) {
        // Given
        var steps = Sample.ofThisRun().of("steps of LostRequestsIT", steps(operator), STEPS_A_DAY);
        try (var duel = Duel.begin(cluster); var renames = duel.renamesOfApp()) {

            // When
            var report = new StringBuilder();
            steps.forEach(step -> print(report, step.name(),
                    duel.step(() -> step.ofApp().accept(duel.app()), () -> step.ofDeployment().accept(duel.deployment()))));

            // Then
            var total = duel.end();
            assertThat(duel.app(total).sent()).as("requests to the app%n%s", report).isPositive();
            assertThat(renames.unexplained(duel.failuresOfApp())).as("lost%n%s", report).isEmpty();
            new Evidence("what was " + steps.stream().map(Step::name).distinct().toList(), duel.app(total), duel.deployment(total)).print();
        }
    }

    private static List<Step> steps(RunningOperator operator) {
        var steps = new ArrayList<Step>();
        IntStream.rangeClosed(1, ROLLOUTS).mapToObj(Integer::toString)
                .forEach(version -> steps.add(Step.ofBoth("rolled out", side -> side.roll(version))));
        steps.add(Step.ofBoth("4 to 1 to 4", side -> Stream.of(1, 4).forEach(side::scale)));
        steps.add(Step.ofBoth("a pod deleted", Side::loseOnePod));
        // The Deployment's changes would have a kube-proxy look at another moment.
        steps.add(new Step("a port renamed", app -> app.renamePort("web"), _ -> {
        }));
        steps.add(new Step("operator restarted", app -> rollAcrossRestart(app, operator), deployment -> deployment.roll("restarted")));
        return steps;
    }

    /** It ends in the middle of a rollout, and the next one goes on with it. */
    private static void rollAcrossRestart(Side.OfApp app, RunningOperator operator) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var rollout = CompletableFuture.runAsync(() -> app.roll("restarted"), threads);
            operator.restart();
            rollout.join();
        }
    }

    private static void print(StringBuilder report, String step, List<Cost> costs) {
        var lines = "%-20s app         %s%n%-20s deployment  %s%n".formatted(step, costs.getFirst().requests(), "",
                costs.getLast().requests());
        System.out.print(lines);
        report.append(lines);
    }
}

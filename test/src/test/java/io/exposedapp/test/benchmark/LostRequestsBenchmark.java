package io.exposedapp.test.benchmark;

import io.exposedapp.test.benchmark.Duel.Cost;
import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.operator.RunningOperator;
import io.exposedapp.test.operator.WithNodes;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** One after another, so that neither takes the processors from the other; the clients of both go on all the time. */
@WithNodes
@DisplayName("An app beside a Deployment with a NodePort Service, on real nodes, under requests at full speed from outside")
class LostRequestsBenchmark {

    private static final int ROLLOUTS = 5;

    @Test
    @DisplayName("five rollouts each, scaled down and up, a pod deleted: requests lost, seconds, API writes")
    void sideBySide(TestCluster cluster, RunningOperator operator) {
        try (var duel = Duel.begin(cluster)) {
            var app = duel.app();
            var deployment = duel.deployment();
            for (var n = 1; n <= ROLLOUTS; n++) {
                var version = Integer.toString(n);
                print("rollout " + n, duel.step(() -> app.roll(version), LostRequestsBenchmark::nothing),
                        duel.step(LostRequestsBenchmark::nothing, () -> deployment.roll(version)));
            }
            print("4 to 1", duel.step(() -> app.scale(1), LostRequestsBenchmark::nothing),
                    duel.step(LostRequestsBenchmark::nothing, () -> deployment.scale(1)));
            print("1 to 4", duel.step(() -> app.scale(4), LostRequestsBenchmark::nothing),
                    duel.step(LostRequestsBenchmark::nothing, () -> deployment.scale(4)));
            print("a pod deleted", duel.step(app::loseOnePod, LostRequestsBenchmark::nothing),
                    duel.step(LostRequestsBenchmark::nothing, deployment::loseOnePod));
        }
    }

    private static void nothing() {
        // the other side is measured
    }

    private static void print(String step, List<Cost> ours, List<Cost> theirs) {
        print(step, "app", ours.getFirst());
        print("", "deployment", theirs.getLast());
    }

    private static void print(String step, String side, Cost cost) {
        System.out.printf("%-14s %-11s %3d lost of %6d %5.1f s %4d API writes   %s%n", step, side, cost.requests().lost(),
                cost.requests().sent(), cost.seconds(), cost.writes(), cost.requests());
    }
}

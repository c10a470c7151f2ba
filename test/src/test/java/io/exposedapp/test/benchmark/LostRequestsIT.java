package io.exposedapp.test.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.benchmark.Duel.Cost;
import io.exposedapp.test.cluster.Nodes;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@Nodes
@DisplayName("Under requests at full speed from outside")
class LostRequestsIT {

    private static final int ROLLOUTS = 5;

    @Test
    @DisplayName("an app loses none in five rollouts, scaled, with a pod deleted, a port renamed, the operator restarted; a Deployment does")
    void losesNone() {
        try (var duel = Duel.begin()) {
            duel.keepingLogs(() -> losesNone(duel));
        }
    }

    private static void losesNone(Duel duel) {
        var app = duel.app();
        var deployment = duel.deployment();
        var told = new StringBuilder();

        // When
        for (var n = 1; n <= ROLLOUTS; n++) {
            var version = Integer.toString(n);
            tell(told, "rolled out", duel.step(() -> app.roll(version), () -> deployment.roll(version)));
        }
        tell(told, "4 to 1", duel.step(() -> app.scale(1), () -> deployment.scale(1)));
        tell(told, "1 to 4", duel.step(() -> app.scale(4), () -> deployment.scale(4)));
        tell(told, "a pod deleted", duel.step(app::loseOnePod, deployment::loseOnePod));
        tell(told, "a port renamed", duel.step(() -> app.renamePort("web"), () -> deployment.roll("renamed")));
        tell(told, "operator restarted", duel.step(() -> rollAcrossRestart(duel), () -> deployment.roll("restarted")));

        var total = duel.total();
        assertThat(duel.app(total).sent()).as("requests to the app%n%s", told).isPositive();
        assertThat(duel.failuresOfApp()).as("lost%n%s", told).isEmpty();
        assertThat(duel.app(total).lost()).as("lost%n%s", told).isZero();
        assertThat(duel.deployment(total).lost()).as("the run is void: the Deployment has lost none%n%s", told).isPositive();
    }

    /** It ends in the middle of a rollout, and the next one goes on with it. */
    private static void rollAcrossRestart(Duel duel) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var rollout = CompletableFuture.runAsync(() -> duel.app().roll("restarted"), threads);
            duel.restartOperator();
            rollout.join();
        }
    }

    private static void tell(StringBuilder told, String step, List<Cost> costs) {
        var lines = "%-20s app         %s%n%-20s deployment  %s%n".formatted(step, costs.getFirst().requests(), "",
                costs.getLast().requests());
        System.out.print(lines);
        told.append(lines);
    }
}

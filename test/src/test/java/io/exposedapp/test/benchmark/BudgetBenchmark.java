package io.exposedapp.test.benchmark;

import io.exposedapp.test.cluster.ControlPlane;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The budgets of {@link BudgetIT} at a larger scale, printed. */
@ControlPlane
@DisplayName("The operator's budget, measured")
class BudgetBenchmark {

    private static final int APPS = 200;
    private static final Duration STILL = Duration.ofSeconds(60);

    @Test
    @DisplayName("writes of a new app, of settled apps and of a restart; watches")
    void budget() {
        try (var scene = Scene.open()) {
            scene.startOperator();
            scene.settle();
            newApp(scene);
            settled(scene);
            restart(scene);
            System.out.printf("%nWatches of the operator, by kind (budget: 1 each)%n");
            scene.watchesOfTheOperator().forEach((kind, count) -> System.out.printf("%6d  %s%n", count, kind));
        }
    }

    private static void newApp(Scene scene) {
        var mark = scene.mark();
        scene.createApps("first", 1);
        scene.settle();
        var writes = WriteCounts.of(scene.writesSince(mark));
        System.out.printf(
                "%nWrites for one new app of 2 ports and 2 pods until Ready (budget: 9, and the ledger's status once a second)%n%s",
                writes.table());
    }

    private static void settled(Scene scene) {
        var start = scene.mark();
        scene.createApps("many", APPS);
        var ready = scene.mark();
        System.out.printf("%nWrites for %d apps at once until Ready%n%s", APPS, WriteCounts.of(scene.writesSince(start)).table());
        scene.settle();
        System.out.printf("%nWrites after the last was Ready, until none came any more%n%s",
                WriteCounts.of(scene.writesSince(ready)).table());
        System.out.printf("%nWrites for %d settled apps in %d s (budget: 0)%n%s", APPS + 1, STILL.toSeconds(),
                WriteCounts.of(scene.writesWithin(STILL)).table());
    }

    private static void restart(Scene scene) {
        scene.stopOperator();
        var mark = scene.mark();
        scene.startOperator();
        scene.awaitPassOverEveryApp();
        scene.settle();
        System.out.printf("%nWrites of a restart over %d settled apps (budget: 0 and the refused question for the range)%n%s", APPS + 1,
                WriteCounts.of(scene.writesSince(mark)).table());
    }
}

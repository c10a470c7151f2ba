package io.exposedapp.test.benchmark;

import io.exposedapp.test.cluster.ControlPlane;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What it costs that a ledger is nearly full: an app of one port, by itself, from its create to Ready. */
@ControlPlane
@DisplayName("The last numbers of the range beside the first")
class LastNumberBenchmark {

    private static final int WARM_UP = 40;
    private static final int COUNT = 40;

    @Test
    @DisplayName("create to Ready, one app after another: the median of the first, and of the last until none is free")
    void lastNumbers() {
        try (var scene = Scene.open()) {
            scene.startOperator();
            scene.settle();
            var fill = new LedgerFill(scene);
            milliseconds(fill, scene, "warm-up", WARM_UP);
            var first = milliseconds(fill, scene, "first", COUNT);
            fill.rest(LedgerFill.SIZE - WARM_UP - 2 * COUNT);
            scene.settle();
            var last = milliseconds(fill, scene, "last", COUNT);
            System.out.printf("""

                    One app of one port from create to Ready, one after another, %d numbers
                    %8.1f ms  median of the numbers %d to %d
                    %8.1f ms  median of the numbers %d to %d, the last ones
                    %8.2f     ratio (budget: 2)
                    """, LedgerFill.SIZE, first, WARM_UP + 1, WARM_UP + COUNT, last, LedgerFill.SIZE - COUNT + 1, LedgerFill.SIZE,
                    last / first);
        }
    }

    private static double milliseconds(LedgerFill fill, Scene scene, String prefix, int count) {
        return median(IntStream.range(0, count).mapToDouble(n -> milliseconds(fill, scene, prefix + "-" + n)).toArray());
    }

    private static double milliseconds(LedgerFill fill, Scene scene, String app) {
        var one = new Crowd(scene.cluster().client(), scene.namespace(), app, 1);
        long begun = System.nanoTime();
        fill.create(app + "-0", 1);
        one.awaitReadyApps(Scene.PATIENCE);
        return (System.nanoTime() - begun) / 1e6;
    }

    private static double median(double... values) {
        var sorted = DoubleStream.of(values).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}

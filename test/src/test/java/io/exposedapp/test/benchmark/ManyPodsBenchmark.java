package io.exposedapp.test.benchmark;

import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.cluster.TestNamespace;
import io.exposedapp.test.cluster.audit.AuditedRequest;
import io.exposedapp.test.operator.OperatorProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** One app of many pods beside a Deployment of as many, on one API server: up, rolled to another image, down. */
@ControlPlane
@DisplayName("One app of 300 pods beside a Deployment of 300")
class ManyPodsBenchmark {

    private static final int MANY = 300;
    private static final Side.Program SIMULATED = new Side.Program("registry.example/shop/order:1.4", "");

    /** What one side took for one step. */
    private record Cost(double seconds, long writes) {

        @Override
        public String toString() {
            return "%6.1f s %6d API writes".formatted(seconds, writes);
        }
    }

    /** Something to do, until it is done. */
    private interface Work {
        void run();
    }

    @Test
    @DisplayName("from 1 to 300, 300 rolled, and back to 1: seconds and API writes")
    void upRolledAndDown() throws IOException {
        try (var scene = Scene.open();
                var _ = OperatorProcess.startOnThisJvm(scene.cluster(), Files.createTempFile(Path.of("target"), "operator", ".log"),
                        Map.of()).awaitRunning()) {
            var sides = new Side[]{
                    new Side.OfDeployment(scene.cluster().client(), TestNamespace.create(scene.cluster().client(), "deployment").name(),
                            SIMULATED),
                    new Side.OfApp(scene.cluster().client(), TestNamespace.create(scene.cluster().client(), "app").name(), SIMULATED)};
            for (Side side : sides) {
                side.create();
                // The first of a kind costs the API server and either JVM more than all later ones.
                side.scale(20);
                side.scale(1);
            }
            print("1 to " + MANY, measure(scene, () -> sides[0].scale(MANY)), measure(scene, () -> sides[1].scale(MANY)));
            print(MANY + " rolled", measure(scene, () -> sides[0].roll("2")), measure(scene, () -> sides[1].roll("2")));
            print(MANY + " to 1", measure(scene, () -> sides[0].scale(1)), measure(scene, () -> sides[1].scale(1)));
        }
    }

    private static void print(String step, Cost deployment, Cost app) {
        System.out.printf("""

                %s
                Deployment  %s
                App         %s
                Ratio       %6.2f   %6.2f
                """, step, deployment, app, app.seconds() / deployment.seconds(), app.writes() / (double) deployment.writes());
    }

    private static Cost measure(Scene scene, Work work) {
        var mark = scene.mark();
        long start = System.nanoTime();
        work.run();
        var seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
        return new Cost(seconds, scene.cluster().audit().since(mark).stream().filter(ManyPodsBenchmark::counts).count());
    }

    private static boolean counts(AuditedRequest request) {
        return request.isWrite() && !request.resource().equals("leases") && !request.resource().equals("nodes");
    }
}

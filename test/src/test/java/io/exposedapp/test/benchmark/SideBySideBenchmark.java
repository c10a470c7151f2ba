package io.exposedapp.test.benchmark;

import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.cluster.TestNamespace;
import io.exposedapp.test.cluster.audit.AuditedRequest;
import io.exposedapp.test.operator.OperatorProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Apps beside what they stand for, on one API server: as many Deployments of 2 with NodePort Services of 2 ports, created by the same client.
 * The operator is the process that ships.
 */
@ControlPlane
@DisplayName("Apps beside Deployments with NodePort Services")
class SideBySideBenchmark {

    private static final int COUNT = 200;
    private static final int WARM_UP = 20;
    private static final int ROUNDS = 2;

    private static final Pattern CPU = Pattern.compile("^process_cpu_seconds_total ([0-9.E]+)$", Pattern.MULTILINE);
    private static final Pattern RESIDENT = Pattern.compile("Vm(RSS|HWM):\\s+(\\d+) kB");

    /** One side of one round. */
    private record Measured(double seconds, Map<String, Long> writesByUser) {

        double writesPerApp() {
            return writesByUser.values().stream().mapToLong(Long::longValue).sum() / (double) COUNT;
        }

        String table() {
            return writesByUser.entrySet().stream().map(user -> "%8.1f  %s%n".formatted(user.getValue() / (double) COUNT, user.getKey()))
                    .collect(Collectors.joining());
        }
    }

    @Test
    @DisplayName("from the first create to all Ready: seconds, API writes, the operator's CPU and memory")
    void sideBySide() throws IOException {
        try (var scene = Scene.open();
                var operator = OperatorProcess.startOnThisJvm(scene.cluster(), Files.createTempFile(Path.of("target"), "operator", ".log"),
                        Map.of()).awaitRunning()) {
            warmUp(scene.cluster());
            for (int round = 1; round <= ROUNDS; round++) {
                var deployments = measure(scene.cluster(), "deployment", crowd -> {
                    crowd.createDeploymentsWithServices();
                    crowd.awaitAvailableDeployments(Scene.PATIENCE);
                });
                var before = cpuSeconds(operator);
                var apps = measure(scene.cluster(), "app", crowd -> {
                    crowd.createApps();
                    crowd.awaitReadyApps(Scene.PATIENCE);
                });
                var cpu = cpuSeconds(operator) - before;
                System.out.printf("""

                        Round %d, %d of each, 2 ports and 2 pods, first create to all ready
                        Deployments with Services  %5.1f s  %5.1f API writes each, by:
                        %sApps                       %5.1f s  %5.1f API writes each, by:
                        %sRatio                      %5.2f    %5.2f
                        The operator: %.1f s CPU, %s
                        """, round, COUNT, deployments.seconds(), deployments.writesPerApp(), deployments.table(), apps.seconds(),
                        apps.writesPerApp(), apps.table(), apps.seconds() / deployments.seconds(),
                        apps.writesPerApp() / deployments.writesPerApp(), cpu, memory(operator));
            }
        }
    }

    /** The first requests of a kind cost the API server and either JVM more than all later ones. */
    private static void warmUp(TestCluster cluster) {
        var namespace = TestNamespace.create(cluster.client(), "warm-up").name();
        var crowd = new Crowd(cluster.client(), namespace, "warm-up", WARM_UP);
        crowd.createDeploymentsWithServices();
        crowd.awaitAvailableDeployments(Scene.PATIENCE);
        var apps = new Crowd(cluster.client(), namespace, "warm-up-app", WARM_UP);
        apps.createApps();
        apps.awaitReadyApps(Scene.PATIENCE);
    }

    private static Measured measure(TestCluster cluster, String prefix, Consumer<Crowd> work) {
        var namespace = TestNamespace.create(cluster.client(), prefix).name();
        var mark = cluster.audit().mark();
        long start = System.nanoTime();
        work.accept(new Crowd(cluster.client(), namespace, prefix, COUNT));
        var seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
        var byUser = cluster.audit().since(mark).stream().filter(SideBySideBenchmark::counts)
                .collect(Collectors.groupingBy(AuditedRequest::user, TreeMap::new, Collectors.counting()));
        return new Measured(seconds, byUser);
    }

    private static boolean counts(AuditedRequest request) {
        return request.isWrite() && !request.resource().equals("leases") && !request.resource().equals("nodes");
    }

    private static double cpuSeconds(OperatorProcess operator) {
        var found = CPU.matcher(operator.get("/metrics").body());
        if (!found.find()) {
            throw new IllegalStateException("the operator does not tell its CPU time");
        }
        return Double.parseDouble(found.group(1));
    }

    private static String memory(OperatorProcess operator) throws IOException {
        var status = Files.readString(Path.of("/proc", Long.toString(operator.pid()), "status"));
        return RESIDENT.matcher(status).results().map(
                found -> "%d MB resident%s".formatted(Long.parseLong(found.group(2)) / 1024,
                        found.group(1).equals("HWM") ? " at most" : ""))
                .collect(Collectors.joining(", "));
    }
}

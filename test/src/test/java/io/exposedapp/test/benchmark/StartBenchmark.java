package io.exposedapp.test.benchmark;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.cluster.audit.AuditLog.Mark;
import io.exposedapp.test.cluster.audit.AuditedRequest;
import io.exposedapp.test.operator.OperatorProcess;
import io.exposedapp.test.operator.RunningOperator;
import io.exposedapp.test.waiting.Wait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a full ledger costs at a start, beside an empty one, in one run. The operator is the process that ships. */
@ControlPlane
@DisplayName("A start over 2,700 entries beside a start over none")
class StartBenchmark {

    private static final int HELD = 2000;
    private static final int RESTING = 700;
    private static final int STARTS = 3;

    private static final Pattern RESIDENT = Pattern.compile("VmHWM:\\s+(\\d+) kB");

    /**
     * One start.
     *
     * @param seconds from the start of the process to its last look at an object
     * @param cpu seconds of the process until then
     * @param resident MB at most
     * @param requests by verb, kind and code
     */
    private record Start(double seconds, double cpu, double resident, SortedMap<String, Long> requests) {
    }

    @Test
    @DisplayName("process start to settled: seconds, CPU, resident memory, requests")
    void start() throws IOException {
        try (var scene = Scene.open()) {
            scene.startOperator();
            scene.settle();
            scene.stopOperator();
            var empty = best(scene.cluster(), 0);
            scene.startOperator();
            var ledger = new LedgerFill(scene);
            ledger.hold(HELD);
            ledger.rest(RESTING);
            scene.settle();
            scene.stopOperator();
            var full = best(scene.cluster(), HELD + RESTING);
            System.out.printf(
                    "%nThe best of %d starts of the operator, from the start of its process until it has looked at everything%n",
                    STARTS);
            print("No apps, no entries", empty);
            print("%d apps of %d ports, %d entries Held and %d CoolingDown".formatted(HELD / LedgerFill.PORTS, LedgerFill.PORTS, HELD,
                    RESTING), full);
            System.out.printf("Ratio%n%8.2f  of time%n%8.2f  of CPU%n%8.2f  of memory%n", full.seconds() / empty.seconds(),
                    full.cpu() / empty.cpu(), full.resident() / empty.resident());
        }
    }

    /** The quickest: what else the machine did is in the others. */
    private static Start best(TestCluster cluster, int entries) throws IOException {
        var starts = new ArrayList<Start>();
        for (int start = 0; start < STARTS; start++) {
            starts.add(start(cluster, entries));
        }
        return Collections.min(starts, Comparator.comparingDouble(Start::seconds));
    }

    private static Start start(TestCluster cluster, int entries) throws IOException {
        int apps = cluster.client().resources(ExposedApp.class).inAnyNamespace().list().getItems().size();
        var mark = cluster.audit().mark();
        long begun = System.nanoTime();
        try (var operator = OperatorProcess.startOnThisJvm(cluster, Files.createTempFile(Path.of("target"), "operator", ".log"),
                Map.of()).awaitRunning()) {
            Wait.until("it has looked at everything").atMost(Scene.PATIENCE).every(Duration.ofMillis(100)).isSo(() -> {
                var metrics = operator.get("/metrics").body();
                return passes(metrics, "exposedapp") >= apps && passes(metrics, "nodeportreservation") >= entries
                        && passes(metrics, "nodeportledger") >= 1;
            });
            var seconds = (System.nanoTime() - begun) / 1e9;
            var cpu = value(operator.get("/metrics").body(), "process_cpu_seconds_total");
            var resident = RESIDENT.matcher(Files.readString(Path.of("/proc", Long.toString(operator.pid()), "status")));
            return new Start(seconds, cpu, resident.find() ? Long.parseLong(resident.group(1)) / 1024.0 : Double.NaN,
                    requests(cluster, mark));
        }
    }

    private static void print(String title, Start start) {
        System.out.printf("%s%n%8.1f  s%n%8.1f  s CPU%n%8.0f  MB resident at most%n", title, start.seconds(), start.cpu(),
                start.resident());
        start.requests().forEach((kind, count) -> System.out.printf("%8d  %s%n", count, kind));
    }

    /** Reads too; watches are in the log only when they have ended. */
    private static SortedMap<String, Long> requests(TestCluster cluster, Mark mark) {
        return cluster.audit().since(mark, RunningOperator.USER).stream().filter(request -> !request.verb().equals("watch"))
                .collect(Collectors.groupingBy(StartBenchmark::kind, TreeMap::new, Collectors.counting()));
    }

    private static String kind(AuditedRequest request) {
        return request.verb() + " " + request.resource() + (request.subresource().isEmpty() ? "" : "/" + request.subresource())
                + (request.code() < 300 ? "" : " (" + request.code() + ")");
    }

    private static double passes(String metrics, String controller) {
        return value(metrics, "reconciliations_success_total{controller_name=\"" + controller + "\"}");
    }

    /** 0 for a series that is not there yet. */
    private static double value(String metrics, String series) {
        return metrics.lines().filter(line -> line.startsWith(series + " ")).mapToDouble(line -> Double.parseDouble(
                line.substring(series.length() + 1))).sum();
    }
}

package io.exposedapp.operator;

import io.exposedapp.operator.metrics.Exposition;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A process with the operator's HTTP port and the heap of its image, whose metrics are those of a large cluster. It ends with this JVM, or when its
 * heap is exhausted.
 */
final class ScrapedProcess implements AutoCloseable {

    /** 4 MB of text. */
    private static final int SERIES = 40_000;

    private final Process process;
    private final BufferedReader output;
    private final int port;

    private ScrapedProcess(Process process) throws IOException {
        this.process = process;
        output = process.inputReader();
        port = Integer.parseInt(output.readLine());
    }

    static ScrapedProcess start() throws IOException {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        try (var options = Files.lines(Path.of("..", "image", "jvm.options"))) {
            options.filter(option -> option.startsWith("-X") && !option.startsWith("-XX:AOTCache")).forEach(command::add);
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ScrapedProcess.class.getName()));
        return new ScrapedProcess(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start());
    }

    /** In that process: prints the port, and serves until its input ends. Times are short, so that the test is. */
    public static void main(String[] arguments) throws IOException {
        var limits = new HttpLimits(HttpLimits.DEFAULT.requests(), Duration.ofSeconds(3), HttpLimits.DEFAULT.scrapes(),
                Duration.ofSeconds(2));
        var registry = new PrometheusRegistry();
        var filler = "x".repeat(80);
        GaugeWithCallback.builder().name("series").labelNames("number", "filler").callback(to -> {
            for (int i = 0; i < SERIES; i++) {
                to.call(1, Integer.toString(i), filler);
            }
        }).register(registry);
        var checks = new TreeMap<String, HttpEndpoints.Check>(Map.of("threads", Optional::empty));
        try (var endpoints = HttpEndpoints.start(0, checks, checks, new Exposition(registry), limits)) {
            System.out.println(endpoints.port());
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }

    int port() {
        return port;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        output.close();
    }
}

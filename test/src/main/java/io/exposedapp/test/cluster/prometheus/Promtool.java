package io.exposedapp.test.cluster.prometheus;

import io.exposedapp.test.cluster.process.WorkDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What Prometheus' own tool says of metrics and of rules. */
public final class Promtool {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /**
     * How a run ended.
     *
     * @param command as it was given, on one line
     * @param output all that it printed
     */
    public record Result(String command, int exitCode, String output) {

        /** What it printed; throws with that if it was not content. */
        public String orThrow() {
            if (exitCode != 0) {
                throw new IllegalStateException(command + " ended with " + exitCode + ":\n" + output);
            }
            return output;
        }
    }

    private Promtool() {
    }

    /** {@code promtool check metrics}: prints nothing if the text follows the conventions. */
    public static Result checkMetrics(String exposition) {
        return run(exposition, "check", "metrics");
    }

    /** {@code promtool check rules} with its lint. */
    public static Result checkRules(Path... files) {
        return run("", Stream.concat(Stream.of("check", "rules", "--lint=all", "--lint-fatal"), paths(files)).toArray(String[]::new));
    }

    /** {@code promtool check config}, the rules files that it names included. */
    public static Result checkConfig(Path file) {
        return run("", Stream.concat(Stream.of("check", "config"), paths(file)).toArray(String[]::new));
    }

    /** {@code promtool test rules}; the files say where their rules are, relative to themselves. */
    public static Result testRules(Path... files) {
        return run("", Stream.concat(Stream.of("test", "rules"), paths(files)).toArray(String[]::new));
    }

    private static Stream<String> paths(Path... files) {
        return Stream.of(files).map(file -> file.toAbsolutePath().toString());
    }

    private static Result run(String input, String... arguments) {
        var shown = "promtool " + String.join(" ", arguments);
        try (var directory = scratch()) {
            var in = Files.writeString(directory.path().resolve("in"), input);
            var out = directory.path().resolve("out");
            var command = new ArrayList<>(List.of(PrometheusTools.program(PrometheusTools.PROMTOOL)));
            command.addAll(List.of(arguments));
            var process = directory.spawn(PrometheusTools.PROMTOOL, new ProcessBuilder(command).redirectInput(in.toFile())
                    .redirectErrorStream(true).redirectOutput(out.toFile()));
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException(shown + " did not end within " + LIMIT.toSeconds() + " s");
            }
            return new Result(shown, process.exitValue(), Files.readString(out));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted at " + shown, e);
        }
    }

    private static WorkDirectory scratch() {
        return WorkDirectory.create(System.err::println);
    }
}

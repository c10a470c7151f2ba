package io.exposedapp.test.operator;

import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.cluster.node.Site;
import io.exposedapp.test.waiting.Wait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The operator as it ships: the image's files and options, and nothing in its environment but what a test gives it. */
public final class OperatorProcess implements AutoCloseable {

    /** Of a process that runs outside of the cluster; no other one has it. */
    public static final int GROUP_OUTSIDE = 65_401;

    private static final Duration PATIENCE = Wait.USUAL;
    private static final Pattern HTTP_PORT = Pattern.compile("httpPort=(\\d+)");

    private final Process process;
    private final Path log;

    private OperatorProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts it as the service account that ships, without leader election and on any free HTTP port.
     *
     * @param environment variables over those
     * @param log where its output goes; a new file
     */
    public static OperatorProcess start(TestCluster cluster, Path log, Map<String, String> environment) {
        return start(OperatorCommand.asShipped(), cluster, log, environment);
    }

    /** The same on the JVM of the tests, without the image's cache of classes. */
    public static OperatorProcess startOnThisJvm(TestCluster cluster, Path log, Map<String, String> environment) {
        return start(OperatorCommand.onThisJvm(), cluster, log, environment);
    }

    /**
     * The same outside of the cluster, where the API server stands, so that packets between the two can be dropped: they are known by
     * {@link #GROUP_OUTSIDE}.
     */
    public static OperatorProcess startOutside(TestCluster cluster, Path log) {
        var command = OperatorCommand.asShipped();
        var entry = cluster.nodes().outside().line("setpriv", "--regid=" + GROUP_OUTSIDE, "--clear-groups", "--");
        var kubeconfig = log.resolveSibling("kubeconfig");
        try {
            Files.writeString(kubeconfig, Files.readString(RunningOperator.kubeconfig(cluster)).replace(cluster.server(),
                    "https://" + Site.API_SERVER_ADDRESS + ":" + Site.API_SERVER_PORT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return start(command.enteredBy(entry), cluster, log, Map.of("KUBECONFIG", kubeconfig.toAbsolutePath().toString()));
    }

    private static OperatorProcess start(OperatorCommand command, TestCluster cluster, Path log, Map<String, String> environment) {
        var variables = new TreeMap<>(Map.of("KUBECONFIG", RunningOperator.kubeconfig(cluster).toString(), "LEADER_ELECTION", "false",
                "HTTP_PORT", "0", "POD_NAMESPACE", "exposedapp-system"));
        variables.putAll(environment);
        var builder = new ProcessBuilder(command.words()).directory(command.folder().toFile()).redirectErrorStream(true)
                .redirectOutput(log.toAbsolutePath().toFile());
        builder.environment().clear();
        builder.environment().putAll(variables);
        try {
            return new OperatorProcess(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it acts or stands by; fails with its output if it ends instead. */
    public OperatorProcess awaitRunning() {
        awaitLog("exposedapp-operator runs");
        return this;
    }

    /** Waits until it has logged that; fails with its output if it ends instead. */
    public void awaitLog(String text) {
        Wait.until("\"" + text + "\" is in the operator's log").seen(() -> {
            // First, or what it wrote in between would be missed.
            boolean ended = !process.isAlive();
            String log = log();
            if (ended && !log.contains(text)) {
                throw new IllegalStateException("it ended with exit code " + process.exitValue() + ":\n" + log);
            }
            return log;
        }, log -> log.contains(text));
    }

    /** All that it has written. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The answer to a GET of one of its pages, {@code "/readyz"}; fails before it has logged the port, with which it begins. */
    public HttpResponse<String> get(String path) {
        var port = HTTP_PORT.matcher(log());
        if (!port.find()) {
            throw new IllegalStateException("it has told no port yet:\n" + log());
        }
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port.group(1) + path)).timeout(Duration.ofSeconds(10))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Asks it to end (SIGTERM). */
    public void terminate() {
        process.destroy();
    }

    /** Ends it at once (SIGKILL). */
    public void kill() {
        process.destroyForcibly();
    }

    /** Stops it where it is (SIGSTOP): it does nothing and notices nothing until {@link #resume()}. */
    public void suspend() {
        signal("STOP");
    }

    /** Lets it go on (SIGCONT). */
    public void resume() {
        signal("CONT");
    }

    private void signal(String signal) {
        try {
            var kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).inheritIO().start();
            if (kill.waitFor() != 0) {
                throw new IllegalStateException("it could not be sent SIG" + signal);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits for its end; answers with the exit code. */
    public int awaitExit() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("it did not end within " + PATIENCE + ":\n" + log());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}

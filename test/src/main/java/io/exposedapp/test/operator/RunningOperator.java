package io.exposedapp.test.operator;

import io.exposedapp.operator.Program;
import io.exposedapp.operator.Settings;
import io.exposedapp.operator.cluster.ApiClient;
import io.exposedapp.test.cluster.TestCluster;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.http.HttpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The operator, as the service account that ships with it and never as an administrator. */
public final class RunningOperator implements AutoCloseable {

    /** Who it is for the API server and in the audit log. */
    public static final String USER = "system:serviceaccount:exposedapp-system:exposedapp-operator";

    private static final String[] GROUPS = {"system:serviceaccounts", "system:serviceaccounts:exposedapp-system"};

    private static final Pattern PASSES = Pattern.compile("^reconciliations_success_total\\{controller_name=\"exposedapp\"} ([0-9.E]+)$",
            Pattern.MULTILINE);

    private final Program program;
    private final ApiClient api;
    private final AtomicBoolean halted;
    private final AtomicBoolean closed = new AtomicBoolean();

    private RunningOperator(Program program, ApiClient api, AtomicBoolean halted) {
        this.program = program;
        this.api = api;
        this.halted = halted;
    }

    /** Without leader election, on any free HTTP port. The roles must be there: {@link ShippedRoles}. */
    public static RunningOperator start(TestCluster cluster) {
        return start(cluster, http -> {
        }, Map.of());
    }

    /**
     * Starts it.
     *
     * @param http is added to the operator's HTTP client
     * @param environment variables over those of the plain {@link #start(TestCluster)}
     */
    public static RunningOperator start(TestCluster cluster, Consumer<HttpClient.Builder> http, Map<String, String> environment) {
        var variables = new HashMap<>(Map.of("LEADER_ELECTION", "false", "HTTP_PORT", "0", "POD_NAMESPACE", "exposedapp-system"));
        variables.putAll(environment);
        var halted = new AtomicBoolean();
        var api = ApiClient.of(config(cluster), "test", http);
        try {
            var program = Program.start(Settings.from(variables), "test", api, Clock.systemUTC(), () -> halted.set(true));
            return new RunningOperator(program, api, halted);
        } catch (RuntimeException e) {
            api.close();
            throw e;
        }
    }

    /** Of the service account. */
    static Path kubeconfig(TestCluster cluster) {
        return cluster.kubeconfigFor(USER, GROUPS);
    }

    private static Config config(TestCluster cluster) {
        try {
            return Config.fromKubeconfig(Files.readString(kubeconfig(cluster)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where /livez, /readyz and /metrics answer. */
    public int httpPort() {
        return program.httpPort();
    }

    /** Passes over apps that it has ended well since its start. */
    public long passesOverApps() {
        var passes = PASSES.matcher(metrics());
        return passes.find() ? (long) Double.parseDouble(passes.group(1)) : 0;
    }

    /** What it answers Prometheus now. */
    public String metrics() {
        try (var http = java.net.http.HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort() + "/metrics")).build();
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** It found that it must not go on; a process would have ended there. */
    public boolean halted() {
        return halted.get();
    }

    /** Once; a story that stops it may leave the rest to a {@code try}. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            program.close();
            api.close();
        }
    }
}

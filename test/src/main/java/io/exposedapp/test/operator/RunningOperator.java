package io.exposedapp.test.operator;

import io.exposedapp.operator.Program;
import io.exposedapp.operator.Settings;
import io.exposedapp.operator.cluster.ApiClient;
import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.cluster.proxy.ApiServerProxy;
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
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The operator, as the service account that ships with it and never as an administrator. */
public final class RunningOperator implements AutoCloseable {

    /** Who it is for the API server and in the audit log. */
    public static final String USER = "system:serviceaccount:exposedapp-system:exposedapp-operator";

    private static final String[] GROUPS = {"system:serviceaccounts", "system:serviceaccounts:exposedapp-system"};

    private static final Map<String, String> PLAIN = Map.of("LEADER_ELECTION", "false", "HTTP_PORT", "0", "POD_NAMESPACE",
            "exposedapp-system");

    private static final Pattern PASSES = Pattern.compile("^reconciliations_success_total\\{controller_name=\"exposedapp\"} ([0-9.E]+)$",
            Pattern.MULTILINE);

    private final Supplier<ApiClient> connect;
    private final Settings settings;
    private final Clock clock;
    private final AtomicBoolean halted = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile ApiClient api;
    private volatile Program program;

    private RunningOperator(Supplier<ApiClient> connect, Settings settings, Clock clock) {
        this.clock = clock;
        this.connect = connect;
        this.settings = settings;
        api = connect.get();
        program = start();
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
        var variables = new HashMap<>(PLAIN);
        variables.putAll(environment);
        return start(cluster, http, variables, Clock.systemUTC());
    }

    /** Starts one whose machine has that clock. */
    public static RunningOperator start(TestCluster cluster, Clock clock) {
        return start(cluster, http -> {
        }, PLAIN, clock);
    }

    /**
     * Starts one that reaches the API server through a proxy.
     *
     * @param proxy for the operator's own {@link #kubeconfig}
     * @param requestTimeout in place of the usual one
     */
    public static RunningOperator startBehind(ApiServerProxy proxy, TestCluster cluster, Duration requestTimeout) {
        var settings = Settings.from(PLAIN);
        return new RunningOperator(() -> {
            var config = config(cluster);
            config.setMasterUrl(proxy.address());
            return ApiClient.of(config, "test", settings.writes(), requestTimeout, http -> {
            });
        }, settings, Clock.systemUTC());
    }

    private static RunningOperator start(TestCluster cluster, Consumer<HttpClient.Builder> http, Map<String, String> variables,
            Clock clock) {
        var settings = Settings.from(variables);
        return new RunningOperator(() -> ApiClient.of(config(cluster), "test", settings.writes(), http), settings, clock);
    }

    private Program start() {
        try {
            return Program.start(settings, "test", api, clock, () -> halted.set(true));
        } catch (RuntimeException e) {
            api.close();
            throw e;
        }
    }

    /** Of the service account. */
    public static Path kubeconfig(TestCluster cluster) {
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

    /** Ends it, and starts another one in its place. */
    public void restart() {
        end();
        api = connect.get();
        program = start();
    }

    /** Once; a story that stops it may leave the rest to a {@code try}. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            end();
        }
    }

    private void end() {
        program.close();
        api.close();
    }
}

package io.exposedapp.operator;

import io.exposedapp.operator.cluster.ApiClient;
import io.exposedapp.operator.cluster.WritePolicy;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.slf4j.LoggerFactory;

/** The process: settings from the environment, checks, then the {@link Program} until it is told to stop. */
public final class Main {

    /** How long an API server may take that boots together with this process. */
    private static final Duration SERVER_PATIENCE = Duration.ofSeconds(30);
    private static final int CANNOT_START = 1;
    private static final int HALTED = 3;

    private Main() {
    }

    /** Takes no arguments: everything is in the environment. */
    public static void main(String[] arguments) {
        try {
            var settings = Settings.from(System.getenv());
            Logging.configure(settings.logLevel());
            run(settings);
        } catch (CannotStart e) {
            e.problems().forEach(problem -> System.err.println("exposedapp-operator cannot start: " + problem));
            exit(CANNOT_START);
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(Main.class).atError().setCause(e).log("exposedapp-operator cannot start");
            exit(CANNOT_START);
        }
    }

    private static void run(Settings settings) {
        var failures = new UncaughtFailures(() -> Runtime.getRuntime().halt(HALTED));
        Thread.setDefaultUncaughtExceptionHandler(failures);
        var version = Objects.requireNonNullElse(Main.class.getPackage().getImplementationVersion(), "development");
        var api = client(version, settings.writes());
        var program = Program.start(settings, version, api, Clock.systemUTC(), () -> Runtime.getRuntime().halt(HALTED),
                () -> check(api.client(), settings.namespace()));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            failures.stopping();
            program.close();
            api.close();
            // JOSDK leaves a pool behind that would keep the process alive.
            Runtime.getRuntime().halt(0);
        }, "stop"));
    }

    private static void check(KubernetesClient client, String namespace) {
        var problems = new Preflight(client, namespace).problems(SERVER_PATIENCE);
        if (!problems.isEmpty()) {
            throw new CannotStart(problems);
        }
    }

    private static ApiClient client(String version, WritePolicy writes) {
        try {
            return ApiClient.of(Config.autoConfigure(null), version, writes, http -> {
            });
        } catch (RuntimeException e) {
            throw new CannotStart(List.of("no way to an API server was found (" + e.getMessage()
                    + "); set KUBECONFIG, or run in a pod with a service account"));
        }
    }

    /** Not {@code System.exit}: a start that failed half-way has left non-daemon threads and no state that is worth a hook. */
    private static void exit(int code) {
        Runtime.getRuntime().halt(code);
    }
}

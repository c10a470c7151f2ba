package io.exposedapp.operator;

import io.exposedapp.operator.HttpEndpoints.Check;
import io.exposedapp.operator.app.Names;
import io.exposedapp.operator.cluster.ApiClient;
import io.exposedapp.operator.cluster.Caches;
import io.exposedapp.operator.cluster.ElectionPulse;
import io.exposedapp.operator.cluster.FirstLedger;
import io.exposedapp.operator.cluster.Leadership;
import io.exposedapp.operator.cluster.PlannedWrites;
import io.exposedapp.operator.cluster.RangeProbe;
import io.exposedapp.operator.cluster.RestoreGuard;
import io.exposedapp.operator.cluster.WatchPulse;
import io.exposedapp.operator.cluster.Watches;
import io.exposedapp.operator.controller.Controllers;
import io.exposedapp.operator.ledger.LearntRange;
import io.exposedapp.operator.metrics.OperatorMetrics;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operator, put together: what {@link Main} runs, and what tests start. */
public final class Program implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Program.class);
    static final Duration CACHE_PATIENCE = Duration.ofSeconds(60);

    /** Among the checks of /readyz until all others take its place. */
    private static final String STARTED = "start";

    private final KubernetesClient client;
    private final Operator operator;
    private final Controllers controllers;
    private final Watches watches;
    private final RestoreGuard restoreGuard;
    private final OperatorMetrics metrics;
    private final HttpEndpoints endpoints;
    private final @Nullable Leadership leadership;

    private Program(KubernetesClient client, Operator operator, Controllers controllers, Watches watches, RestoreGuard restoreGuard,
            OperatorMetrics metrics, HttpEndpoints endpoints, @Nullable Leadership leadership) {
        this.client = client;
        this.operator = operator;
        this.controllers = controllers;
        this.watches = watches;
        this.restoreGuard = restoreGuard;
        this.metrics = metrics;
        this.endpoints = endpoints;
        this.leadership = leadership;
    }

    /** Starts the operator where it is known that it can start. */
    public static Program start(Settings settings, String version, ApiClient api, InstantSource clock, Runnable halt) {
        return start(settings, version, api, clock, halt, () -> {
        });
    }

    /**
     * Starts the operator; when this returns, its caches are filled and it acts, or stands by for the lease.
     *
     * @param api stays the caller's to close
     * @param halt ends the process at once, where going on would be wrong: the lease is lost, a watch is gone for good, or etcd was
     * restored
     * @param checks come first, while /livez answers already and /readyz says what is under way: they may wait for an API server that boots
     * @throws CannotStart saying what is missing
     */
    public static Program start(Settings settings, String version, ApiClient api, InstantSource clock, Runnable halt,
            Runnable checks) {
        var metrics = new OperatorMetrics(version);
        var live = new ConcurrentSkipListMap<String, Check>();
        var ready = new ConcurrentSkipListMap<String, Check>(Map.of(STARTED, () -> Optional.of("the checks at start are under way")));
        metrics.apiRequests(api.requests()::counts);
        metrics.cachesSynced(() -> ready.values().stream().allMatch(check -> check.problem().isEmpty()));
        var endpoints = HttpEndpoints.start(settings.httpPort(), live, ready, metrics.exposition());
        LOGGER.atInfo().addKeyValue("version", version).addKeyValue("httpPort", endpoints.port())
                .addKeyValue("leaderElection", settings.leaderElection()).log("{} starts", Names.OPERATOR);
        try {
            checks.run();
            ready.put(STARTED, () -> Optional.of("the caches are being filled"));
            metrics.clockOffset(() -> api.clock().ahead(clock.instant()));
            metrics.missing(api.access()::missingPermissions, api.access()::missingCrds);
            var program = start(settings, api, api.clock().correcting(clock), halt, metrics, endpoints);
            var pulse = new WatchPulse(api.watchTries(), program.openWatches());
            live.put("watches", () -> program.watchesRun().or(pulse::problem));
            if (elects(settings)) {
                live.put("election", new ElectionPulse(api.requests(), clock)::problem);
            }
            ready.putAll(Map.of("watches", program::watchesRun, "controllers", program::controllersRun));
            ready.remove(STARTED);
            LOGGER.atInfo().log("{} runs", Names.OPERATOR);
            return program;
        } catch (RuntimeException e) {
            endpoints.close();
            metrics.close();
            throw e;
        }
    }

    private static Program start(Settings settings, ApiClient api, InstantSource clock, Runnable halt, OperatorMetrics metrics,
            HttpEndpoints endpoints) {
        var client = api.client();
        var leadership = elects(settings) ? new Leadership(settings.namespace(), settings.identity(), halt) : null;
        var writes = settings.writes().enabled();
        BooleanSupplier leads = () -> writes && (leadership == null || leadership.leads());
        var caches = new Caches(settings.namespace(), clock, leads);
        var operator = ControllerRuntime.of(settings, client, metrics, leadership, halt);
        var planned = new PlannedWrites(settings.writes(), settings.namespace());
        Supplier<LearntRange> probe = () -> writes ? RangeProbe.ask(client, settings.namespace()) : FirstLedger.reportedRange(client);
        var controllers = Controllers.register(operator, api, caches, planned, probe, settings.identity(), settings.workerThreads(), clock,
                metrics.registerRollouts());
        FirstLedger.make(client, planned);
        // Before the first grant, and before a ledger says that it grants numbers which the API server does not have.
        caches.learn(probe.get());
        var watches = Watches.start(client, caches, CACHE_PATIENCE);
        metrics.leader(leads);
        metrics.repairs(controllers::repairs);
        metrics.objectFailures(caches.failures()::counts);
        metrics.heldBackWrites(controllers::heldBack);
        metrics.writes(api::delayedWrites, planned::count);
        operator.start();
        planned.expect(caches);
        // Not before the caches are filled: "no numbers" would be a lie that alerts believe.
        var cluster = metrics.cluster(leads);
        cluster.ledgers(caches::ledgerCounts);
        cluster.numbers(caches::book);
        cluster.apps(caches::apps, controllers::writes);
        cluster.refusals(controllers::refusals);
        cluster.waitingPorts(controllers::waitingPorts);
        return new Program(client, operator, controllers, watches, RestoreGuard.start(client, caches, halt), metrics, endpoints,
                leadership);
    }

    private static boolean elects(Settings settings) {
        return settings.leaderElection() && settings.writes().enabled();
    }

    private Optional<String> watchesRun() {
        return watches.running() ? Optional.empty() : Optional.of("a watch has ended");
    }

    private SortedMap<String, BooleanSupplier> openWatches() {
        var open = watches.open();
        open.putAll(Controllers.openWatches(operator));
        return open;
    }

    private Optional<String> controllersRun() {
        return operator.getRuntimeInfo().allEventSourcesAreHealthy() ? Optional.empty() : Optional.of("caches are not filled");
    }

    /** The one that /livez, /readyz and /metrics answer on. */
    public int httpPort() {
        return endpoints.port();
    }

    /** Stops within seconds; the lease is given back, so that a standby takes over at once. */
    @Override
    public void close() {
        if (leadership != null) {
            leadership.stopping();
        }
        restoreGuard.close();
        operator.stop();
        controllers.close();
        watches.close();
        if (leadership != null) {
            leadership.release(client);
        }
        endpoints.close();
        metrics.close();
    }
}

package io.exposedapp.operator.controller;

import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.cluster.ApiClient;
import io.exposedapp.operator.cluster.AppApplier;
import io.exposedapp.operator.cluster.AppWrites;
import io.exposedapp.operator.cluster.Caches;
import io.exposedapp.operator.cluster.EntryApplier;
import io.exposedapp.operator.cluster.EventRecorder;
import io.exposedapp.operator.cluster.Gatherer;
import io.exposedapp.operator.cluster.HoldApplier;
import io.exposedapp.operator.cluster.LiveReads;
import io.exposedapp.operator.cluster.PlannedWrites;
import io.exposedapp.operator.cluster.Repairs;
import io.exposedapp.operator.cluster.StatusWriter;
import io.exposedapp.operator.cluster.Watches;
import io.exposedapp.operator.cluster.WritePacing;
import io.exposedapp.operator.ledger.LearntRange;
import io.exposedapp.operator.ledger.Room;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.health.ControllerHealthInfo;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.health.InformerWrappingEventSourceHealthIndicator;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import io.javaoperatorsdk.operator.processing.retry.Retry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** The three controllers, put together and registered; closed, they wake no app any more. */
public final class Controllers implements AutoCloseable {

    private static final int COUNT = 3;
    private static final Duration CACHE_PATIENCE = Duration.ofSeconds(60);

    /** The net under a wake-up that was lost: every object is looked at this often, which writes nothing when all is well. */
    private static final Duration SAFETY_NET = Duration.ofMinutes(10);

    private final Waiting waiting = new Waiting();
    private final WakeThread wakeThread = new WakeThread();
    private final Repairs repairs;
    private final AppWrites writes;
    private final WritePacing pacing;

    private Controllers(Caches caches, InstantSource clock) {
        pacing = new WritePacing(clock);
        repairs = new Repairs(caches);
        writes = new AppWrites(caches);
    }

    /**
     * Registers the controllers with the operator, which is not started yet.
     *
     * @param probe asks the API server for its range
     * @param planned takes note of writes where none may be sent
     * @param instance name of this process, as events show it
     * @param workers that reconcile apps at the same time
     * @param rollouts is told how long each took that has ended well
     */
    public static Controllers register(Operator operator, ApiClient api, Caches caches, PlannedWrites planned,
            Supplier<LearntRange> probe, String instance, int workers, InstantSource clock, Consumer<Duration> rollouts) {
        var client = api.once();
        var access = api.access();
        var controllers = new Controllers(caches, clock);
        var pokes = new Pokes();
        var drain = new Drain(controllers.waiting, () -> new Room(caches.book()), pokes::app, controllers.wakeThread, clock,
                RandomGenerator.getDefault());
        var memory = new AppMemory(controllers.repairs, controllers.writes, new RolloutClock(rollouts));
        var wiring = new Wiring(caches, controllers.waiting, drain, pokes, memory);
        caches.listen(wiring);
        var gatherer = new Gatherer(caches, clock);
        var reads = new LiveReads(client, caches, clock);
        var statuses = new StatusWriter(client, caches, planned, clock);
        var synced = new CountDownLatch(COUNT);
        var apps = new AppJob.Tools(gatherer, reads,
                new AppApplier(client, access, caches, controllers.repairs, controllers.writes, controllers.pacing, clock),
                statuses,
                new EventRecorder(client, access, planned, instance, clock),
                wiring, memory, planned);
        register(operator, new AppReconciler(new Gate<>(synced, CACHE_PATIENCE), pokes, new FairShare(workers),
                new Successors(caches, pokes.apps, controllers.wakeThread), clock, api, planned, apps),
                Watches.apps(caches));
        register(operator, new EntryReconciler(new Gate<>(synced, CACHE_PATIENCE), pokes.entries, clock, api, planned,
                new EntryJob.Tools(gatherer, reads, new EntryApplier(client, access, caches, controllers.repairs), planned)),
                Watches.entries(caches));
        register(operator, new LedgerReconciler(new Gate<>(synced, CACHE_PATIENCE), pokes.ledgers, clock, api, planned,
                new LedgerJob.Tools(caches, gatherer, reads, new HoldApplier(client, access, caches, controllers.repairs), probe,
                        statuses, planned)),
                Watches.ledgers(caches));
        return controllers;
    }

    /** Whether the watch of each primary is open, by resource as RBAC has it; of an operator that was started. */
    public static Map<String, BooleanSupplier> openWatches(Operator operator) {
        var open = new HashMap<String, BooleanSupplier>();
        operator.getRegisteredControllers()
                .forEach(controller -> open.put(HasMetadata.getPlural(controller.getConfiguration().getResourceClass()),
                        () -> watching(controller.getControllerHealthInfo())));
        return open;
    }

    private static boolean watching(ControllerHealthInfo health) {
        for (InformerWrappingEventSourceHealthIndicator<?> source : health.informerEventSourceHealthIndicators().values()) {
            if (!source.informerHealthIndicators().values().stream().allMatch(InformerHealthIndicator::isWatching)) {
                return false;
            }
        }
        return true;
    }

    /** Ports that are refused a number now, by reason. */
    public SortedMap<String, Integer> refusals() {
        return waiting.refusals();
    }

    /** Ports that have no number now. */
    public int waitingPorts() {
        return waiting.ports();
    }

    /** What was put right since the start, by kind. */
    public SortedMap<String, Long> repairs() {
        return repairs.counts();
    }

    /** Writes that were held back since the start because they did not last. */
    public long heldBack() {
        return pacing.heldBack();
    }

    /** Writes for the app since the start. */
    public long writes(AppRef app) {
        return writes.of(app);
    }

    @Override
    public void close() {
        wakeThread.close();
    }

    private static <P extends HasMetadata> void register(Operator operator, Reconciler<P> reconciler, ItemStore<P> store) {
        operator.register(reconciler,
                config -> config.withItemStore(store).withRetry(retry()).withReconciliationMaxInterval(SAFETY_NET));
    }

    /** For ever, since whatever fails here is to be had again when the API server is back. */
    private static Retry retry() {
        return new GenericRetry().setInitialInterval(500).setIntervalMultiplier(2).setMaxInterval(15_000).withoutMaxAttempts();
    }
}

package io.exposedapp.operator.metrics;

import io.exposedapp.operator.cluster.ApiRequests.Asked;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * All that Prometheus reads. What is counted elsewhere is asked for at each scrape, so no number here can lag behind. What every replica
 * tells is here; what only the one that acts tells is in {@link ClusterMetrics}.
 */
public final class OperatorMetrics implements AutoCloseable {

    /** Seconds, from an app whose image is there to the default deadline and beyond. */
    private static final double[] ROLLOUTS = {1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 3600};

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmMeters process;

    /**
     * With the JVM's and the process' own meters.
     *
     * @param version of the operator
     */
    public OperatorMetrics(String version) {
        JosdkMetrics.prepare(registry);
        process = JvmMeters.register(registry);
        Info.builder().name("exposedapp_build_info").help("The operator that runs; always 1.").labelNames("version", "java")
                .register(registry.getPrometheusRegistry()).addLabelValues(version, Runtime.version().toString());
    }

    /** What JOSDK counts: reconciliations, retries, events, queues, by controller. */
    public Metrics josdk() {
        return JosdkMetrics.of(registry);
    }

    /** Whether this replica acts; without leader election it does. */
    public void leader(BooleanSupplier leads) {
        flag("exposedapp_leader", "1 if this replica acts, 0 if it stands by.", leads);
    }

    /** Whether every kind has been listed and is watched. */
    public void cachesSynced(BooleanSupplier synced) {
        flag("exposedapp_caches_synced", "1 if every kind that the operator works with is listed and watched.", synced);
    }

    /** How far the API server's clock is ahead of this process's. */
    public void clockOffset(Supplier<Duration> ahead) {
        GaugeWithCallback.builder().name("exposedapp_clock_offset_seconds")
                .help("How far the API server's clock is ahead of this process's, which is corrected from 2 seconds on.")
                .callback(to -> to.call(ahead.get().toMillis() / 1000.0)).register(registry.getPrometheusRegistry());
    }

    /** What the operator lacks, whichever replica meets it. */
    public void missing(IntSupplier permissions, IntSupplier crds) {
        count("exposedapp_missing_permissions", "Permissions of its roles that the operator was refused and lacks; must be 0.",
                permissions);
        count("exposedapp_missing_crds", "CustomResourceDefinitions of the operator's that the API server does not have; must be 0.", crds);
    }

    /**
     * What did not go out at once.
     *
     * @param delayed writes that waited for their turn
     * @param planned writes that were not sent, since writes are disabled
     */
    public void writes(LongSupplier delayed, LongSupplier planned) {
        total("exposedapp_delayed_writes_total", "Writes that waited, as API_WRITES_PER_SECOND bounds them.", delayed);
        total("exposedapp_planned_writes_total", "Different writes that were planned and not sent; 0 unless WRITES is Disabled.", planned);
    }

    /** What the API server was asked, since the start of the process. */
    public void apiRequests(Supplier<Map<Asked, Long>> counts) {
        CounterWithCallback.builder().name("exposedapp_api_requests_total")
                .help("Requests to the API server, by verb, resource and status code; repeated ones count again.")
                .labelNames("verb", "resource", "code")
                .callback(
                        to -> counts.get().forEach((asked, count) -> to.call((double) count, asked.verb(), asked.resource(), asked.code())))
                .register(registry.getPrometheusRegistry());
    }

    /**
     * What was put right.
     *
     * @param counts every kind, with 0 too
     */
    public void repairs(Supplier<SortedMap<String, Long>> counts) {
        byKind("exposedapp_repairs_total", "Writes that put right what somebody else had changed or deleted, by kind.", counts);
    }

    /**
     * Objects that the operator failed to read or to plan.
     *
     * @param counts every kind, with 0 too
     */
    public void objectFailures(Supplier<SortedMap<String, Long>> counts) {
        byKind("exposedapp_object_failures_total",
                "Failures of the operator while it read or planned an object, by kind; each is confined to its object.", counts);
    }

    /** Writes that were held back because they did not last, since the start of the process. */
    public void heldBackWrites(LongSupplier count) {
        CounterWithCallback.builder().name("exposedapp_writes_held_back_total")
                .help("Writes that were held back, counted at each pass, because the same one was made 12 times within 10 minutes.")
                .callback(to -> to.call((double) count.getAsLong())).register(registry.getPrometheusRegistry());
    }

    /** Registers how long rollouts take; what it returns is to be told of each that has ended well. */
    public Consumer<Duration> registerRollouts() {
        var histogram = Histogram.builder().name("exposedapp_rollout_duration_seconds")
                .help("From the first look at a revision, an app's first one too, until all replicas are of it and available.")
                .classicOnly()
                .withoutExemplars()
                .classicUpperBounds(ROLLOUTS).register(registry.getPrometheusRegistry());
        return duration -> histogram.observe(duration.toMillis() / 1000.0);
    }

    /**
     * What is known of the cluster.
     *
     * @param acts whether this replica acts, and may speak for the cluster
     */
    public ClusterMetrics cluster(BooleanSupplier acts) {
        return new ClusterMetrics(new LeaderOnly(registry.getPrometheusRegistry(), acts));
    }

    /** Pages of all that is registered at the moment of a scrape. */
    public Exposition exposition() {
        return new Exposition(registry.getPrometheusRegistry());
    }

    @Override
    public void close() {
        process.close();
        registry.close();
    }

    private void byKind(String name, String help, Supplier<SortedMap<String, Long>> counts) {
        CounterWithCallback.builder().name(name).help(help).labelNames("kind")
                .callback(to -> counts.get().forEach((kind, count) -> to.call((double) count, kind)))
                .register(registry.getPrometheusRegistry());
    }

    private void total(String name, String help, LongSupplier now) {
        CounterWithCallback.builder().name(name).help(help).callback(to -> to.call((double) now.getAsLong()))
                .register(registry.getPrometheusRegistry());
    }

    private void count(String name, String help, IntSupplier now) {
        GaugeWithCallback.builder().name(name).help(help).callback(to -> to.call(now.getAsInt()))
                .register(registry.getPrometheusRegistry());
    }

    private void flag(String name, String help, BooleanSupplier is) {
        GaugeWithCallback.builder().name(name).help(help).callback(to -> to.call(is.getAsBoolean() ? 1 : 0))
                .register(registry.getPrometheusRegistry());
    }
}

package io.exposedapp.operator;

import com.sun.management.OperatingSystemMXBean;
import io.exposedapp.api.v1.NodePortLedgerStatus;
import io.exposedapp.operator.ledger.Book;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetricsV2;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Info;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All that Prometheus reads. What is counted elsewhere is asked for at each scrape, so no number here can lag behind. No label carries the name
 * of an app, whose number has no bound, but for {@link NumberMetrics}.
 */
public final class OperatorMetrics implements AutoCloseable {

    /** JOSDK registers its meters without a description. */
    private static final Map<String, String> JOSDK_HELP = Map.of(
            MicrometerMetricsV2.NUMBER_OF_RESOURCE_GAUGE, "Objects of the controller's kind.",
            "events.received", "Events that the controller received.",
            MicrometerMetricsV2.RECONCILIATIONS_STARTED, "Passes that were asked for.",
            MicrometerMetricsV2.RECONCILIATIONS_SUCCESS, "Passes that ended well.",
            MicrometerMetricsV2.RECONCILIATIONS_FAILED, "Passes that failed and are retried.",
            MicrometerMetricsV2.RECONCILIATIONS_RETRIES_NUMBER, "Passes that were retries.",
            MicrometerMetricsV2.RECONCILIATIONS_EXECUTIONS_GAUGE, "Passes under way.",
            MicrometerMetricsV2.RECONCILIATIONS_QUEUE_SIZE_GAUGE, "Passes that wait for a thread.",
            MicrometerMetricsV2.RECONCILIATION_EXECUTION_DURATION, "How long a pass takes.");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbageCollection = new JvmGcMetrics();

    /**
     * With the JVM's and the process' own meters.
     *
     * @param version of the operator
     */
    public OperatorMetrics(String version) {
        registry.config().meterFilter(new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                var help = JOSDK_HELP.get(id.getName());
                return help == null ? id : new Meter.Id(id.getName(), Tags.of(id.getTags()), id.getBaseUnit(), help, id.getType());
            }
        });
        garbageCollection.bindTo(registry);
        for (var binder : List.of(new JvmMemoryMetrics(), new JvmThreadMetrics(), new UptimeMetrics())) {
            binder.bindTo(registry);
        }
        // Micrometer's own counts nanoseconds, against the conventions of Prometheus.
        var process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        CounterWithCallback.builder().name("process_cpu_seconds_total").help("User and system CPU time spent, in seconds.")
                .callback(to -> to.call(process.getProcessCpuTime() / 1e9)).register(registry.getPrometheusRegistry());
        Info.builder().name("exposedapp_build_info").help("The operator that runs; always 1.").labelNames("version", "java")
                .register(registry.getPrometheusRegistry()).addLabelValues(version, Runtime.version().toString());
    }

    /** What JOSDK counts: reconciliations, retries, events, queues, by controller. */
    public Metrics josdk() {
        return MicrometerMetricsV2.newBuilder(registry).build();
    }

    /** Whether this replica acts; without leader election it does. */
    public void leader(BooleanSupplier leads) {
        gauge("exposedapp_leader", "1 if this replica acts, 0 if it stands by.").callback(to -> to.call(leads.getAsBoolean() ? 1 : 0))
                .register(registry.getPrometheusRegistry());
    }

    /** Numbers by ledger and state, from the same counts as the ledgers' status. */
    public void ledgers(Supplier<SortedMap<String, NodePortLedgerStatus>> counts) {
        gauge("exposedapp_ledger_numbers", "Node port numbers by ledger and state.").labelNames("ledger", "state")
                .callback(to -> counts.get().forEach((ledger, status) -> {
                    number(to, status.held(), ledger, "held");
                    number(to, status.coolingDown(), ledger, "cooling_down");
                    number(to, status.retained(), ledger, "retained");
                    number(to, status.setAside(), ledger, "set_aside");
                    number(to, status.foreign(), ledger, "foreign");
                    number(to, status.free(), ledger, "free");
                })).register(registry.getPrometheusRegistry());
        gauge("exposedapp_ledger_out_of_range_numbers", "Numbers with an entry of the ledger that its range does not have any more.")
                .labelNames("ledger").callback(to -> counts.get().forEach((ledger, status) -> number(to, status.outOfRange(), ledger)))
                .register(registry.getPrometheusRegistry());
        gauge("exposedapp_ledger_unheld_numbers", "Numbers at rest or set aside that are not kept in the API server's allocator.")
                .labelNames("ledger").callback(to -> counts.get().forEach((ledger, status) -> number(to, status.unheld(), ledger)))
                .register(registry.getPrometheusRegistry());
    }

    /** Each number that has an entry, and whether any is given twice. */
    public void numbers(Supplier<Book> book) {
        NumberMetrics.register(registry.getPrometheusRegistry(), book);
    }

    /**
     * What was put right.
     *
     * @param counts every kind, with 0 too
     */
    public void repairs(Supplier<SortedMap<String, Long>> counts) {
        CounterWithCallback.builder().name("exposedapp_repairs_total")
                .help("Writes that put right what somebody else had changed or deleted, by kind.").labelNames("kind")
                .callback(to -> counts.get().forEach((kind, count) -> to.call((double) count, kind)))
                .register(registry.getPrometheusRegistry());
    }

    /** Ports that cannot be reached from outside, for want of any number. */
    public void waitingPorts(IntSupplier count) {
        gauge("exposedapp_waiting_ports", "Ports that have no node port and wait for one.").callback(to -> to.call(count.getAsInt()))
                .register(registry.getPrometheusRegistry());
    }

    /**
     * Ports that have no number, or not the one that they pin, by reason.
     *
     * @param counts every reason of the vocabulary, with 0 too, so that a rule can tell "none" from "not asked"
     */
    public void refusals(Supplier<SortedMap<String, Integer>> counts) {
        gauge("exposedapp_port_refusals", "Ports that are refused a node port now, by reason.").labelNames("reason")
                .callback(to -> counts.get().forEach((reason, count) -> to.call(count, reason))).register(registry.getPrometheusRegistry());
    }

    /** In Prometheus' text format 0.0.4. */
    public String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        garbageCollection.close();
        registry.close();
    }

    private static GaugeWithCallback.Builder gauge(String name, String help) {
        return GaugeWithCallback.builder().name(name).help(help);
    }

    /** A count that is not known yet has no sample. */
    private static void number(GaugeWithCallback.Callback to, @Nullable Integer count, String... labels) {
        if (count != null) {
            to.call(count, labels);
        }
    }
}

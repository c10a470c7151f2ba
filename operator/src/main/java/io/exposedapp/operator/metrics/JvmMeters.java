package io.exposedapp.operator.metrics;

import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import java.util.List;

/** The JVM by Micrometer's meters, and its process by the names that every client library of Prometheus uses. */
final class JvmMeters implements AutoCloseable {

    private final JvmGcMetrics garbageCollection = new JvmGcMetrics();

    private JvmMeters() {
    }

    static JvmMeters register(PrometheusMeterRegistry registry) {
        // ProcessMetrics registers process_start_time_seconds too, and a name may be registered once.
        registry.config().meterFilter(MeterFilter.denyNameStartsWith("process.start.time"));
        var meters = new JvmMeters();
        meters.garbageCollection.bindTo(registry);
        for (var binder : List.of(new JvmMemoryMetrics(), new JvmThreadMetrics(), new UptimeMetrics())) {
            binder.bindTo(registry);
        }
        ProcessMetrics.builder().register(registry.getPrometheusRegistry());
        return meters;
    }

    @Override
    public void close() {
        garbageCollection.close();
    }
}

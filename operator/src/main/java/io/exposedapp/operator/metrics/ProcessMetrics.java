package io.exposedapp.operator.metrics;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import java.lang.management.ManagementFactory;
import java.util.List;

/** The JVM and its process. */
final class ProcessMetrics implements AutoCloseable {

    private final JvmGcMetrics garbageCollection = new JvmGcMetrics();

    private ProcessMetrics() {
    }

    static ProcessMetrics register(PrometheusMeterRegistry registry) {
        var metrics = new ProcessMetrics();
        metrics.garbageCollection.bindTo(registry);
        for (var binder : List.of(new JvmMemoryMetrics(), new JvmThreadMetrics(), new UptimeMetrics())) {
            binder.bindTo(registry);
        }
        // Micrometer's own counts nanoseconds, against the conventions of Prometheus.
        var process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        CounterWithCallback.builder().name("process_cpu_seconds_total").help("User and system CPU time spent, in seconds.")
                .callback(to -> to.call(process.getProcessCpuTime() / 1e9)).register(registry.getPrometheusRegistry());
        return metrics;
    }

    @Override
    public void close() {
        garbageCollection.close();
    }
}

package io.exposedapp.operator.metrics;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Registers what only the replica that acts shows. A standby knows the same of the cluster; if it told it too, every sum over replicas would
 * count everything twice.
 */
record LeaderOnly(PrometheusRegistry registry, BooleanSupplier acts) {

    void gauge(String name, String help, Consumer<GaugeWithCallback.Callback> samples, String... labels) {
        GaugeWithCallback.builder().name(name).help(help).labelNames(labels).callback(to -> {
            if (acts.getAsBoolean()) {
                samples.accept(to);
            }
        }).register(registry);
    }

    void counter(String name, String help, Consumer<CounterWithCallback.Callback> samples, String... labels) {
        CounterWithCallback.builder().name(name).help(help).labelNames(labels).callback(to -> {
            if (acts.getAsBoolean()) {
                samples.accept(to);
            }
        }).register(registry);
    }
}

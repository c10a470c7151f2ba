package io.exposedapp.operator.metrics;

import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetricsV2;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.Map;

/**
 * What JOSDK counts. It registers its meters without a description, which the conventions of Prometheus ask for. Its gauge of objects is left
 * out: a standby has it too, so a sum over replicas would count them twice, and the metrics of apps, ledgers and numbers tell as much.
 */
final class JosdkMetrics {

    private static final Map<String, String> HELP = Map.of(
            "events.received", "Events that the controller received.",
            MicrometerMetricsV2.RECONCILIATIONS_STARTED, "Passes that were asked for.",
            MicrometerMetricsV2.RECONCILIATIONS_SUCCESS, "Passes that ended well.",
            MicrometerMetricsV2.RECONCILIATIONS_FAILED, "Passes that failed and are retried.",
            MicrometerMetricsV2.RECONCILIATIONS_RETRIES_NUMBER, "Passes that were retries.",
            MicrometerMetricsV2.RECONCILIATIONS_EXECUTIONS_GAUGE, "Passes under way.",
            MicrometerMetricsV2.RECONCILIATIONS_QUEUE_SIZE_GAUGE, "Passes that wait for a thread.",
            MicrometerMetricsV2.RECONCILIATION_EXECUTION_DURATION, "How long a pass takes.");

    private JosdkMetrics() {
    }

    /** To be called before any meter is registered: a filter does not reach those that are there. */
    static void prepare(MeterRegistry registry) {
        registry.config().meterFilter(MeterFilter.denyNameStartsWith(MicrometerMetricsV2.NUMBER_OF_RESOURCE_GAUGE));
        registry.config().meterFilter(new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                var help = HELP.get(id.getName());
                return help == null ? id : new Meter.Id(id.getName(), Tags.of(id.getTags()), id.getBaseUnit(), help, id.getType());
            }
        });
    }

    static Metrics of(MeterRegistry registry) {
        return MicrometerMetricsV2.newBuilder(registry).build();
    }
}

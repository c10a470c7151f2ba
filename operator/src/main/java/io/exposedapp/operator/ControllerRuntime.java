package io.exposedapp.operator;

import io.exposedapp.operator.cluster.Leadership;
import io.exposedapp.operator.metrics.OperatorMetrics;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** JOSDK as this operator configures it: its workers, informers and leader election. */
final class ControllerRuntime {

    private static final Logger LOGGER = LoggerFactory.getLogger(ControllerRuntime.class);
    /** A pass under way may finish its writes, so that less is left half-done for the next process to find. */
    private static final Duration LAST_PASSES = Duration.ofSeconds(3);

    private ControllerRuntime() {
    }

    /**
     * Makes it; nothing is registered or started yet.
     *
     * @param leadership null = no leader election
     * @param halt ends the process: a watch is gone for good
     */
    static Operator of(Settings settings, KubernetesClient client, OperatorMetrics metrics, @Nullable Leadership leadership,
            Runnable halt) {
        // Made out here: JOSDK calls the consumer twice.
        var josdk = metrics.josdk();
        var lease = settings.lease();
        var election = leadership == null ? null : leadership.configuration(lease.duration(), lease.renewDeadline(), lease.retryPeriod());
        return new Operator(config -> {
            config.withKubernetesClient(client).withCloseClientOnStop(false).withMetrics(josdk)
                    .withConcurrentReconciliationThreads(settings.workerThreads()).withReconciliationTerminationTimeout(LAST_PASSES)
                    .withCacheSyncTimeout(Program.CACHE_PATIENCE)
                    // A list that fails once is tried again; the controllers wait for it (Gate).
                    .withStopOnInformerErrorDuringStartup(false).withInformerStoppedHandler((informer, e) -> {
                        if (e != null) {
                            LOGGER.atError().addKeyValue("kind", informer.getApiTypeClass().getSimpleName()).setCause(e)
                                    .log("a watch is gone for good: halting");
                            halt.run();
                        }
                    });
            if (election != null) {
                config.withLeaderElectionConfiguration(election);
            }
        });
    }
}

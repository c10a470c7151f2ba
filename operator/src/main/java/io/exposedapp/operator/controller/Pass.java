package io.exposedapp.operator.controller;

import io.exposedapp.operator.plan.Action;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Observe, plan, apply, report: the loop of all three reconcilers. After writes it looks again, at caches that have those writes already,
 * until the plan asks for nothing more; so the report is about what is there and not about what was meant.
 */
final class Pass {

    private static final Logger LOGGER = LoggerFactory.getLogger(Pass.class);

    /** A pass that loses this many races reports what there is and yields, so that one object cannot hold a worker for ever. */
    private static final int ROUNDS = 20;
    private static final Duration YIELD = Duration.ofSeconds(1);

    private final InstantSource clock;

    Pass(InstantSource clock) {
        this.clock = clock;
    }

    /** Runs one pass; answers when to come back even if nothing is heard, or null. */
    <S, A extends Action> @Nullable Instant run(Object subject, Job<S, A> job) {
        for (int round = 0; round < ROUNDS; round++) {
            var seen = job.observe().orElse(null);
            if (seen == null) {
                return null;
            }
            var plan = job.plan(seen);
            if (plan.needsLive() && !job.refused()) {
                reported(job, () -> job.lookLive(seen));
                continue;
            }
            if (plan.actions().isEmpty() || job.refused() || job.planned(seen, plan.actions())) {
                return earlier(plan.lookAgain(), job.report(seen));
            }
            reported(job, () -> job.apply(seen, plan.actions()));
        }
        LOGGER.atWarn().addKeyValue("subject", subject).log("races were lost {} times in a row; the pass begins again in a second", ROUNDS);
        var yield = clock.instant().plus(YIELD);
        return job.observe().map(seen -> {
            job.plan(seen);
            return earlier(yield, job.report(seen));
        }).orElse(null);
    }

    /**
     * A pass that fails by an answer still reports what there is: an app whose pods have gone must not stay Ready because nothing can be done for
     * it. Where no answer came, no status could be written.
     */
    private static <S, A extends Action> void reported(Job<S, A> job, Runnable station) {
        try {
            station.run();
        } catch (KubernetesClientException e) {
            if (e.getCode() > 0) {
                try {
                    job.observe().ifPresent(seen -> {
                        job.plan(seen);
                        job.report(seen);
                    });
                } catch (KubernetesClientException notReported) {
                    e.addSuppressed(notReported);
                }
            }
            throw e;
        }
    }

    static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.isBefore(b) ? a : b;
    }
}

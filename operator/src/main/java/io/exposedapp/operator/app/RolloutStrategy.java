package io.exposedapp.operator.app;

import io.exposedapp.api.v1.RolloutSpec;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How one revision replaces another, in numbers of pods.
 *
 * @param recreate no new pod is made before the last old one is gone
 * @param maxSurge pods above the replicas while rolling
 * @param maxUnavailable replicas that may be missing while rolling
 * @param minReady a pod that has been Ready for so long is available
 * @param progressDeadline without any progress for this long, the rollout is told to be stuck
 * @param paused no pod makes room for one of another revision
 */
public record RolloutStrategy(boolean recreate, int maxSurge, int maxUnavailable, Duration minReady, Duration progressDeadline,
        boolean paused) {

    private static final IntOrString QUARTER = new IntOrString("25%");
    private static final int DEADLINE_SECONDS = 600;

    public RolloutStrategy {
        if (maxSurge < 0 || maxUnavailable < 0 || maxSurge + maxUnavailable == 0) {
            throw new IllegalArgumentException("maxSurge " + maxSurge + " with maxUnavailable " + maxUnavailable + " cannot roll");
        }
    }

    /** Percentages become pods as a Deployment rounds them: surge up, unavailable down, and 1 unavailable where both come to 0. */
    static RolloutStrategy of(@Nullable RolloutSpec said, int replicas) {
        var spec = Objects.requireNonNullElse(said, new RolloutSpec(null, null, null, null, null, null, null, null));
        var minReady = Duration.ofSeconds(Objects.requireNonNullElse(spec.minReadySeconds(), 0));
        var deadline = Duration.ofSeconds(Objects.requireNonNullElse(spec.progressDeadlineSeconds(), DEADLINE_SECONDS));
        var paused = Boolean.TRUE.equals(spec.paused());
        if (RolloutSpec.RECREATE.equals(spec.strategy())) {
            return new RolloutStrategy(true, 0, Math.max(1, replicas), minReady, deadline, paused);
        }
        var surge = hundredths(spec.maxSurge(), replicas).plus(99).pods();
        var unavailable = hundredths(spec.maxUnavailable(), replicas).pods();
        return new RolloutStrategy(false, surge, surge + unavailable == 0 ? 1 : unavailable, minReady, deadline, paused);
    }

    /** Pods, a hundred times as many. */
    private record Hundredths(long count) {

        Hundredths plus(int more) {
            return new Hundredths(count + more);
        }

        int pods() {
            return (int) Math.min(count / 100, MOST);
        }

        /** Far above the replicas that an app can have, and far below an overflow. */
        private static final int MOST = 1_000_000;
    }

    private static Hundredths hundredths(@Nullable IntOrString said, int replicas) {
        return switch (Objects.requireNonNullElse(said, QUARTER).getValue()) {
            case Integer pods -> new Hundredths(pods * 100L);
            case String percent when percent.endsWith("%") ->
                new Hundredths(Long.parseLong(percent.substring(0, percent.length() - 1)) * replicas);
            case Object other -> throw new IllegalArgumentException("neither a number of pods nor a percentage: " + other);
        };
    }
}

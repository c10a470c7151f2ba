package io.exposedapp.operator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.api.v1.RolloutSpec;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A rollout's strategy in pods")
class RolloutStrategyTest {

    @ParameterizedTest(name = "maxSurge {0}, maxUnavailable {1} of {2}: {3} more, {4} less")
    @CsvSource({"25%, 25%, 1, 1, 0", ",, 3, 1, 0", ",, 4, 1, 1", ",, 5, 2, 1", ",, 10, 3, 2", "0, 25%, 3, 0, 1", "0, 25%, 8, 0, 2",
            "0%, 1%, 50, 0, 1", "2, 0, 1, 2, 0", "1, 100%, 7, 1, 7", "200%, 0, 3, 6, 0", ",, 0, 0, 1", "2147483647, 0, 999, 1000000, 0"})
    @DisplayName("is rounded as a Deployment rounds")
    void rounds(@Nullable String maxSurge, @Nullable String maxUnavailable, int replicas, int surge, int unavailable) {
        // When
        var strategy = RolloutStrategy.of(
                new RolloutSpec(null, count(maxSurge), count(maxUnavailable), null, null, null, null, null), replicas);

        // Then
        assertThat(strategy.maxSurge()).isEqualTo(surge);
        assertThat(strategy.maxUnavailable()).isEqualTo(unavailable);
    }

    @Test
    @DisplayName("has a deadline of 10 minutes where nothing is said, and is not paused")
    void defaults() {
        // When
        var strategy = RolloutStrategy.of(null, 2);

        // Then
        assertThat(strategy).isEqualTo(new RolloutStrategy(false, 1, 0, Duration.ZERO, Duration.ofMinutes(10), false));
    }

    @Test
    @DisplayName("may take everything down at once if it is Recreate, and nothing above the replicas")
    void recreate() {
        // When
        var strategy = RolloutStrategy.of(new RolloutSpec(RolloutSpec.RECREATE, null, null, 5, 60, null, null, true), 3);

        // Then
        assertThat(strategy).isEqualTo(new RolloutStrategy(true, 0, 3, Duration.ofSeconds(5), Duration.ofMinutes(1), true));
    }

    private static @Nullable IntOrString count(@Nullable String text) {
        return text == null ? null : text.endsWith("%") ? new IntOrString(text) : new IntOrString(Integer.valueOf(text));
    }
}

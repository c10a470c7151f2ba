package io.exposedapp.operator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A pod is Ready since")
class SeenPodTest {

    private static final Instant CREATED = Instant.parse("2026-11-30T12:00:00Z");
    private static final Instant NOW = CREATED.plusSeconds(60);

    @ParameterizedTest(name = "node: {0} s after the creation, so {1} s")
    @CsvSource({"20, 20", "-900, 0", "900, 60"})
    @DisplayName("what its node says where this process sees it for the first time, as far as that is possible: nodes have clocks of their own")
    void firstSeen(long node, long expected) {
        // Given
        var pod = pod().ready(CREATED.plusSeconds(node)).seen();

        // When
        var seen = pod.after(null, NOW);

        // Then
        assertThat(Duration.between(CREATED, seen.readyChanged())).hasSeconds(expected);
    }

    @Test
    @DisplayName("this process saw it change, whatever its node says")
    void seenBefore() {
        // Given
        var before = pod().unready(CREATED).seen();

        // When
        var seen = pod().ready(CREATED.minusSeconds(900)).seen().after(before, NOW);

        // Then
        assertThat(seen.readyChanged()).isEqualTo(NOW);
    }

    private static PodSketch pod() {
        return PodSketch.of("web:1", 0, CREATED);
    }
}

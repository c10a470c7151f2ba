package io.exposedapp.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.ledger.Range;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A number that the API server would not allocate for an app")
class RejectionsTest {

    private static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");
    private static final AppRef APP = new AppRef("shop", "web");
    private static final Range RANGE = new Range(30500, 31499);
    private static final IntPredicate BELIEVED = Set.of(30100)::contains;
    private static final IntPredicate NOT_BELIEVED = Set.of(30600)::contains;

    private final Rejections rejections = new Rejections();

    @Test
    @DisplayName("is asked for again soon where it was said to be allocated")
    void allocated() {
        // When
        rejections.rejected(APP, 30100, null, NOW);

        // Then
        assertThat(rejections.of(APP, BELIEVED, NOW.plusSeconds(1))).isEqualTo(Map.of(30100, NOW));
        assertThat(rejections.of(APP, BELIEVED, NOW.plusSeconds(2))).isEmpty();
    }

    @Test
    @DisplayName("is asked for again each 20 seconds where it is out of range")
    void outOfRange() {
        // Given
        rejections.rejected(APP, 30100, RANGE, NOW);

        // When
        var first = rejections.rejected(APP, 30100, RANGE, NOW.plusSeconds(20));

        // Then
        assertThat(first).isEqualTo(NOW);
        assertThat(rejections.outOfRange(APP, NOT_BELIEVED, NOW.plusSeconds(39))).isEqualTo(Map.of(30100, RANGE));
        assertThat(rejections.of(APP, NOT_BELIEVED, NOW.plusSeconds(40))).isEmpty();
    }

    @Test
    @DisplayName("is not asked for again a minute after the first time, unless the range has it by now")
    void longEnough() {
        // Given
        rejections.rejected(APP, 30100, RANGE, NOW);

        // When
        rejections.rejected(APP, 30100, RANGE, NOW.plusSeconds(30));

        // Then
        assertThat(rejections.of(APP, NOT_BELIEVED, NOW.plusSeconds(60))).isEqualTo(Map.of(30100, NOW));
        assertThat(rejections.of(APP, BELIEVED, NOW.plusSeconds(60))).isEmpty();
    }

    @Test
    @DisplayName("is asked for again two minutes after the last time, since nothing else shows that the range has it again")
    void afresh() {
        // Given
        rejections.rejected(APP, 30100, RANGE, NOW);

        // When
        rejections.rejected(APP, 30100, RANGE, NOW.plusSeconds(30));

        // Then
        assertThat(rejections.of(APP, NOT_BELIEVED, NOW.plusSeconds(149))).isEqualTo(Map.of(30100, NOW));
        assertThat(rejections.of(APP, NOT_BELIEVED, NOW.plusSeconds(150))).isEmpty();
        assertThat(rejections.rejected(APP, 30100, RANGE, NOW.plusSeconds(150))).isEqualTo(NOW.plusSeconds(150));
    }

    @Test
    @DisplayName("is asked for at once when the Service carries numbers again")
    void cleared() {
        // Given
        rejections.rejected(APP, 30100, RANGE, NOW);

        // When
        rejections.clear(APP);

        // Then
        assertThat(rejections.of(APP, NOT_BELIEVED, NOW)).isEmpty();
    }
}

package io.exposedapp.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.operator.app.App;
import io.exposedapp.operator.plan.Action;
import io.exposedapp.operator.plan.Failure;
import io.exposedapp.operator.plan.Problem;
import io.exposedapp.operator.workload.Move;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A write that is made again and again")
class WriteRepeatsTest {

    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final Action.OfApp BUDGET = new Action.Pods(new Move.CreateBudget(1));

    private final WriteRepeats repeats = new WriteRepeats();

    @Test
    @DisplayName("is held back after twelve times within ten minutes, and the problem says how often it was made")
    void heldBack() {
        // Given
        made(12, BUDGET);

        // When
        var problem = repeats.of(app(1), BUDGET, NOW.plusSeconds(13));

        // Then
        assertThat(problem.map(Problem::failure)).contains(new Failure.NotConverging(12, Duration.ofSeconds(13)));
        assertThat(problem.map(Problem::retryAt)).contains(NOW.plusSeconds(11 + 5));
        assertThat(repeats.heldBack()).isOne();
    }

    @Test
    @DisplayName("is made less and less often: at most twenty-four times in the hour that follows")
    void slower() {
        // Given
        made(12, BUDGET);
        var at = NOW.plusSeconds(12);
        var writes = 0;

        // When
        while (at.isBefore(NOW.plus(Duration.ofHours(1)))) {
            var waits = repeats.of(app(1), BUDGET, at);
            if (waits.isEmpty()) {
                repeats.wrote(app(1), BUDGET, at);
                writes++;
            }
            at = waits.map(problem -> Objects.requireNonNull(problem.retryAt())).orElse(at.plusSeconds(1));
        }

        // Then
        assertThat(writes).isBetween(10, 24);
    }

    @Test
    @DisplayName("is no loop where each is about another object, as the pods of a rollout are")
    void rollout() {
        // Given
        IntStream.range(0, 300).forEach(slot -> repeats.wrote(app(1), pod(slot), NOW.plusMillis(slot)));

        // When
        var problem = repeats.of(app(1), pod(300), NOW.plusSeconds(1));

        // Then
        assertThat(problem).isEmpty();
        assertThat(repeats.of(app(1), pod(7), NOW.plusSeconds(1))).isEmpty();
    }

    @Test
    @DisplayName("is no loop where the spec was changed, and none where ten minutes have passed")
    void anew() {
        // Given
        made(12, BUDGET);

        // When
        var edited = repeats.of(app(2), BUDGET, NOW.plusSeconds(13));
        var later = repeats.of(app(1), BUDGET, NOW.plus(Duration.ofMinutes(11)));

        // Then
        assertThat(edited).isEmpty();
        assertThat(later).isEmpty();
    }

    private void made(int times, Action.OfApp action) {
        IntStream.range(0, times).forEach(i -> repeats.wrote(app(1), action, NOW.plusSeconds(i)));
    }

    private static Action.OfApp pod(int slot) {
        return new Action.Pods(new Move.CreatePod("abc", slot, "web-abc-" + slot));
    }

    private static App app(int generation) {
        return App.from(Serialization.unmarshal("""
                metadata: {namespace: shop, name: web, uid: app-1, generation: %d}
                spec: {image: "web:1", ports: [{name: http, containerPort: 80}]}
                """.formatted(generation), ExposedApp.class));
    }
}

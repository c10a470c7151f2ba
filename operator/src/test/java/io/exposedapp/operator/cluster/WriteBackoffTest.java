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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A write that the API server answered with an error")
class WriteBackoffTest {

    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final Failure DEAD = new Failure.Failed("failed calling webhook");
    private static final Action.OfApp POD = new Action.Pods(new Move.CreatePod("abc", 0, "web-abc-0"));
    private static final Action.OfApp BUDGET = new Action.Pods(new Move.CreateBudget(1));

    private final WriteBackoff backoff = new WriteBackoff();

    @Test
    @DisplayName("is sent again after 1, 2, 4, 8, 16 and then every 20 seconds")
    void slower() {
        // Given
        var at = NOW;
        var pauses = new ArrayList<Long>();

        // When
        for (int i = 0; i < 7; i++) {
            var retryAt = Objects.requireNonNull(backoff.failed(app(1), POD, DEAD, at).retryAt());
            pauses.add(Duration.between(at, retryAt).toSeconds());
            at = retryAt;
        }

        // Then
        assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 20L, 20L);
    }

    @Test
    @DisplayName("counts as one failure with all that were sent at the same time")
    void together() {
        // Given
        var others = List.of(pod(1), pod(2), pod(3));
        backoff.failed(app(1), POD, DEAD, NOW);

        // When
        var problems = others.stream().map(other -> backoff.failed(app(1), other, DEAD, NOW.plusMillis(10))).toList();

        // Then
        assertThat(problems).extracting(Problem::retryAt).containsOnly(NOW.plusMillis(1010));
    }

    @Test
    @DisplayName("is not sent before that, however often something wakes the app, and the problem is reported all the same")
    void held() {
        // Given
        var problem = backoff.failed(app(1), POD, DEAD, NOW);

        // When
        var soon = backoff.of(app(1), POD, NOW.plusMillis(999));

        // Then
        assertThat(soon).contains(problem).map(Problem::failure).contains(DEAD);
        assertThat(backoff.of(app(1), POD, NOW.plusSeconds(1))).isEmpty();
    }

    @Test
    @DisplayName("holds up no write of another kind, and none after a change of the spec or a success")
    void confined() {
        // Given
        backoff.failed(app(1), POD, DEAD, NOW);

        // When
        var budget = backoff.of(app(1), BUDGET, NOW);
        var changed = backoff.of(app(2), POD, NOW);
        backoff.succeeded(app(1), POD);

        // Then
        assertThat(budget).isEmpty();
        assertThat(changed).isEmpty();
        assertThat(backoff.of(app(1), POD, NOW)).isEmpty();
    }

    @Test
    @DisplayName("also counts as failed where it loses the same race three times in a row")
    void lostInVain() {
        // Given
        backoff.lost(app(1), POD, "not found", NOW);
        backoff.lost(app(1), POD, "not found", NOW);

        // When
        var third = backoff.lost(app(1), POD, "not found", NOW);

        // Then
        assertThat(third).map(Problem::failure).contains(new Failure.Failed("not found, but a look shows no change"));
        assertThat(backoff.of(app(1), POD, NOW)).isEqualTo(third);
    }

    @Test
    @DisplayName("has not failed where each race that it loses is another one, or where it has succeeded meanwhile")
    void lostRaces() {
        // Given
        var other = pod(1);
        backoff.lost(app(1), POD, "there is one", NOW);
        backoff.lost(app(1), POD, "there is one", NOW);
        backoff.lost(app(1), other, "there is one", NOW);
        backoff.lost(app(1), other, "there is one", NOW);
        backoff.succeeded(app(1), other);

        // When
        var fifth = backoff.lost(app(1), other, "there is one", NOW);

        // Then
        assertThat(fifth).isEmpty();
        assertThat(backoff.of(app(1), POD, NOW)).isEmpty();
    }

    private static Action.OfApp pod(int number) {
        return new Action.Pods(new Move.CreatePod("abc", 0, "web-abc-" + number));
    }

    private static App app(long generation) {
        return App.from(Serialization.unmarshal("""
                metadata: {namespace: shop, name: web, uid: app-1, generation: %d}
                spec: {image: "web:1", ports: [{name: http, containerPort: 80}]}
                """.formatted(generation), ExposedApp.class));
    }
}

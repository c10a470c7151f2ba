package io.exposedapp.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.operator.app.App;
import io.exposedapp.operator.workload.Rollout.State;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A rollout")
class RolloutClockTest {

    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

    private final List<Duration> ended = new ArrayList<>();
    private final RolloutClock clock = new RolloutClock(ended::add);

    @Test
    @DisplayName("takes from the first look at its revision until it is complete, a deadline that passes included")
    void measured() {
        // Given
        clock.seen(app("old"), "new", State.PROGRESSING, START);
        clock.seen(app("old"), "new", State.PROGRESSING, START.plusSeconds(1));
        clock.seen(app("new"), "new", State.DEADLINE_EXCEEDED, START.plusSeconds(600));

        // When
        clock.seen(app("new"), "new", State.COMPLETE, START.plusSeconds(700));

        // Then
        assertThat(ended).containsExactly(Duration.ofSeconds(700));
        clock.seen(app("new"), "new", State.COMPLETE, START.plusSeconds(800));
        assertThat(ended).hasSize(1);
    }

    @Test
    @DisplayName("that is overtaken by another revision begins anew with that one")
    void overtaken() {
        // Given
        clock.seen(app("old"), "new", State.PROGRESSING, START);
        clock.seen(app("new"), "newer", State.PROGRESSING, START.plusSeconds(10));

        // When
        clock.seen(app("newer"), "newer", State.COMPLETE, START.plusSeconds(30));

        // Then
        assertThat(ended).containsExactly(Duration.ofSeconds(20));
    }

    @Test
    @DisplayName("that this process has not seen begin, or that was paused, is not measured")
    void notMeasured() {
        // Given
        clock.seen(app("new"), "new", State.PROGRESSING, START);
        clock.seen(app("new"), "new", State.COMPLETE, START.plusSeconds(5));
        clock.seen(app("new"), "newer", State.PROGRESSING, START.plusSeconds(10));
        clock.seen(app("newer"), "newer", State.PAUSED, START.plusSeconds(11));
        clock.seen(app("newer"), "newer", State.PROGRESSING, START.plusSeconds(1000));

        // When
        clock.seen(app("newer"), "newer", State.COMPLETE, START.plusSeconds(1001));

        // Then
        assertThat(ended).isEmpty();
    }

    @Test
    @DisplayName("of an app that went is forgotten, whatever comes by its name")
    void gone() {
        // Given
        var app = app("old");
        clock.seen(app, "new", State.PROGRESSING, START);

        // When
        clock.forget(app.ref());

        // Then
        clock.seen(app("new"), "new", State.COMPLETE, START.plusSeconds(5));
        assertThat(ended).isEmpty();
    }

    private static App app(String revision) {
        return App.from(Serialization.unmarshal("""
                apiVersion: exposedapp.io/v1
                kind: ExposedApp
                metadata: {name: web, namespace: shop, uid: app-1, generation: 1}
                spec: {image: nginx, ports: [{name: http, containerPort: 80}]}
                status: {revision: %s}
                """.formatted(revision), ExposedApp.class));
    }
}

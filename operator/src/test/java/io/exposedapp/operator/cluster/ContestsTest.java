package io.exposedapp.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.exposure.SeenService;
import io.exposedapp.operator.exposure.ServiceChange;
import io.exposedapp.operator.exposure.ServicePolicies;
import io.exposedapp.operator.exposure.ServicePort;
import io.exposedapp.operator.plan.Contest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A Service of shop/web that is written by others, too. */
class ContestsTest {

    private static final AppRef APP = new AppRef("shop", "web");
    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

    private final Contests contests = new Contests();

    @Test
    @DisplayName("One who undoes it three times within minutes is named, with the moment of the last time and what was undone")
    void named() {
        // Given
        contests.created(APP, service(30001), START);
        repair(30001, 10);
        repair(30001, 20);
        assertThat(contests.of(APP, at(20))).isEmpty();

        // When
        repair(30001, 30);

        // Then
        assertThat(contests.of(APP, at(30)).get("web"))
                .isEqualTo(new Contest("argocd-controller", at(29), List.of("selector"), 3, at(31), at(90)));
    }

    @Test
    @DisplayName("The longer it goes on, the longer a repair waits, up to half a minute")
    void backsOff() {
        // Given
        contests.created(APP, service(30001), START);

        // When
        var pauses = List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10).stream().map(second -> {
            repair(30001, second);
            var contest = contests.of(APP, at(second)).get("web");
            return contest == null ? 0 : Duration.between(at(second), contest.notBefore()).toSeconds();
        });

        // Then
        assertThat(pauses).containsExactly(0L, 0L, 1L, 2L, 4L, 8L, 16L, 32L, 32L, 32L);
    }

    @Test
    @DisplayName("It has ended when nothing had to be put right for a minute")
    void ends() {
        // Given
        contests.created(APP, service(30001), START);
        repair(30001, 1);
        repair(30001, 2);
        repair(30001, 3);
        assertThat(Objects.requireNonNull(contests.of(APP, at(62)).get("web")).over()).isEqualTo(at(63));

        // When
        var later = contests.of(APP, at(63));

        // Then
        assertThat(later).isEmpty();
    }

    @Test
    @DisplayName("Writes for what the app itself asks for anew are no repairs")
    void ownChanges() {
        // Given
        contests.created(APP, service(30001), START);

        // When
        for (int second = 1; second <= 10; second++) {
            repair(second % 2 == 0 ? 30001 : 30002, second);
        }

        // Then
        assertThat(contests.of(APP, at(10))).isEmpty();
    }

    @Test
    @DisplayName("Each app has its own")
    void eachItsOwn() {
        // Given
        contests.created(APP, service(30001), START);

        // When
        for (int second = 1; second <= 5; second++) {
            repair(30001, second);
        }

        // Then
        assertThat(contests.of(new AppRef("shop", "other"), at(5))).isEmpty();
    }

    private void repair(int number, int second) {
        contests.patched(APP, written(number, at(second - 1)),
                new ServiceChange(JsonNodeFactory.instance.arrayNode(), List.of("selector"), new TreeSet<>()), service(number), at(second));
    }

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }

    private static SeenService service(int number) {
        return seen(number, null);
    }

    private static SeenService written(int number, Instant at) {
        return seen(number, new SeenService.Writer("argocd-controller", at));
    }

    private static SeenService seen(int number, SeenService.@Nullable Writer writer) {
        return new SeenService("shop", "web", "svc-1", "7", false, null, false, "NodePort",
                List.of(new ServicePort("http", "TCP", 80, "http", number, null)), 0, Map.of("exposedapp.io/app", "web"), Map.of(),
                Map.of(),
                new TreeSet<>(), new TreeSet<>(), ServicePolicies.of(null, null, null, null), false, false, writer);
    }
}

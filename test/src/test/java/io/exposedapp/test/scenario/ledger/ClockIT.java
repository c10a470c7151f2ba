package io.exposedapp.test.scenario.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.tier.Sample;
import io.exposedapp.test.tier.Thorough;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ControlPlane
@Thorough
@ExtendWith(BareCluster.Provider.class)
@DisplayName("An operator whose clock is off")
class ClockIT {

    static List<Long> offsets() {
        return Sample.ofThisRun().of("clocks that are off", List.of(900L, -900L, 40L, -40L), 1);
    }

    @ParameterizedTest(name = "by {0} seconds")
    @MethodSource("offsets")
    @DisplayName("goes by the API server's: a rollout is neither too slow nor over at once, and a number rests as long as it is to")
    void skewed(long seconds, BareCluster cluster) {
        // Given
        cluster.applyLedger("default", "{coolDownSeconds: 3600}");
        cluster.startOperator(Clock.offset(Clock.systemUTC(), Duration.ofSeconds(seconds)));
        var user = cluster.newcomer();
        user.applies("""
                apiVersion: exposedapp.io/v1
                kind: ExposedApp
                metadata: {name: web}
                spec:
                  image: registry.example/web:1
                  rollout: {minReadySeconds: 3, progressDeadlineSeconds: 30}
                  ports: [{name: http, containerPort: 80, nodePort: 20001}]
                """);
        user.sees("web", "has a pod that is not available yet",
                s -> Integer.valueOf(1).equals(s.readyReplicas()) && !User.is(s, "Ready", "True"));
        var status = user.seesReady("web");
        assertThat(User.why(status, "Progressing")).startsWith("NewRevisionAvailable: ");

        // When
        user.kubectl("delete", "xapp", "web");

        // Then
        var until = Instant.parse(user.seesEntry(20001, "CoolingDown").getSpec().until());
        assertThat(until).isBetween(Instant.now().plusSeconds(3600 - 60), Instant.now().plusSeconds(3600 + 5));
        assertThat(cluster.metrics()).containsPattern("exposedapp_clock_offset_seconds " + (seconds > 0 ? "-" : "") + "[0-9]");
    }
}

package io.exposedapp.test.scenario.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.api.v1.ExposedAppStatus;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.operator.WithOperator;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is refused, and so Degraded, is shown by those who refuse: here the other rows of the table of situations. */
@WithOperator
@DisplayName("The status of an app")
class StatusIT {

    private static final String APP = """
            apiVersion: exposedapp.io/v1
            kind: ExposedApp
            metadata: {name: web}
            spec:
              image: registry.example/web:1
              replicas: %d
              ports: [{name: http, containerPort: 8170, port: 8080, nodePort: %d}, {name: grpc, containerPort: 9000}]
            """;

    @Test
    @DisplayName("says of an app that serves: every condition of this generation, and the way of a connection in plain words")
    void ready(User user) {
        // When
        user.applies(APP.formatted(2, 32310));

        // Then
        var status = user.seesReady("web");
        var grpc = User.port(status, "grpc").nodePort();
        assertThat(conditions(status)).containsExactly(Tuple.tuple("PortsReserved", "True", "PortsReserved"),
                Tuple.tuple("Exposed", "True", "Exposed"), Tuple.tuple("Available", "True", "Available"),
                Tuple.tuple("Progressing", "True", "NewRevisionAvailable"), Tuple.tuple("Ready", "True", "Ready"),
                Tuple.tuple("Stalled", "False", "NotStalled"));
        assertThat(status.conditions()).allMatch(c -> c.getObservedGeneration() == 1 && !c.getMessage().isEmpty());
        assertThat(message(status, "Exposed"))
                .isEqualTo("http: outside 32310 -> inside the cluster 8080 -> in the container 8170; grpc: outside "
                        + grpc + " -> inside the cluster 9000 -> in the container 9000");
        assertThat(status).extracting(ExposedAppStatus::observedGeneration, ExposedAppStatus::replicas, ExposedAppStatus::readyReplicas,
                ExposedAppStatus::updatedReplicas, ExposedAppStatus::availableReplicas, ExposedAppStatus::serviceName,
                ExposedAppStatus::portMap)
                .containsExactly(1L, 2, 2, 2, 2, "web", "8080:32310/TCP,9000:" + grpc + "/TCP");
        assertThat(User.port(status, "http")).matches(p -> p.reason() == null && p.message() == null)
                .extracting(p -> p.protocol(), p -> p.containerPort(), p -> p.port(), p -> p.ledger(), p -> p.nodePort(),
                        p -> p.requestedNodePort())
                .containsExactly("TCP", 8170, 8080, "default", 32310, 32310);
    }

    @Test
    @DisplayName("says of an app whose pods cannot be placed: not Ready yet, nothing for the user to do before the deadline, and which pod waits")
    void starting(User user) {
        // When
        user.applies("""
                apiVersion: exposedapp.io/v1
                kind: ExposedApp
                metadata: {name: large}
                spec:
                  image: registry.example/large:1
                  resources: {requests: {cpu: "5000"}}
                  ports: [{name: http, containerPort: 8080}]
                """);

        // Then
        var status = user.sees("large", "waits for a node", s -> message(s, "Ready").contains("Unschedulable"));
        assertThat(conditions(status)).containsExactly(Tuple.tuple("PortsReserved", "True", "PortsReserved"),
                Tuple.tuple("Exposed", "True", "Exposed"), Tuple.tuple("Available", "False", "ReplicasUnavailable"),
                Tuple.tuple("Progressing", "True", "RollingOut"), Tuple.tuple("Ready", "Unknown", "RollingOut"),
                Tuple.tuple("Stalled", "False", "NotStalled"));
        assertThat(message(status, "Ready")).contains("available ones of all revisions: 0", "pod large-" + status.revision() + "-0",
                "Insufficient cpu");
        assertThat(status.ready()).isEqualTo("0/1");
    }

    @Test
    @DisplayName("has transition times that move only with what they are of, while every condition tells of the newest generation")
    void transitionTimes(User user) {
        // Given
        user.applies(APP.formatted(1, 32311));
        var before = user.seesReady("web");
        user.awaits("the clock shows another second",
                () -> Instant.now().isAfter(Instant.parse(transition(before, "Ready")).plusSeconds(1)));
        // Pods that no node has room for: the next status can tell of nothing else.
        user.applies(APP.formatted(1, 32311) + "  resources: {requests: {cpu: \"5000\"}}\n");
        user.sees("web", "is rolling out", s -> User.is(s, "Ready", "Unknown"));

        // When
        user.applies(APP.formatted(1, 32311));

        // Then
        var after = user.seesReady("web");
        assertThat(after.conditions()).allMatch(c -> c.getObservedGeneration() == 3);
        assertThat(transition(after, "PortsReserved")).isEqualTo(transition(before, "PortsReserved"));
        assertThat(transition(after, "Exposed")).isEqualTo(transition(before, "Exposed"));
        assertThat(transition(after, "Stalled")).isEqualTo(transition(before, "Stalled"));
        assertThat(transition(after, "Ready")).as("it was Unknown meanwhile").isGreaterThan(transition(before, "Ready"));
    }

    @Test
    @DisplayName("is written while the app is told to be left alone, and nothing else is: the number is held, pods are neither made nor ended")
    void disabled(User user) {
        // Given
        user.applies(APP.formatted(1, 32312));
        user.seesReady("web");
        user.kubectl("annotate", "xapp", "web", "exposedapp.io/reconcile=disabled");

        // When
        user.kubectl("scale", "xapp", "web", "--replicas=2");

        // Then
        var status = user.sees("web", "tells that it is left alone", s -> reason(s, "Progressing").equals("ReconcileDisabled"));
        assertThat(conditions(status)).contains(Tuple.tuple("Progressing", "Unknown", "ReconcileDisabled"),
                Tuple.tuple("Stalled", "False", "NotStalled"));
        assertThat(status.ready()).isEqualTo("1/2");
        assertThat(user.pods("web")).hasSize(1);
        assertThat(Objects.requireNonNull(user.entry(32312)).getSpec().state()).isEqualTo("Held");

        // and on again
        user.kubectl("annotate", "xapp", "web", "exposedapp.io/reconcile-");
        assertThat(user.seesReady("web").ready()).isEqualTo("2/2");
    }

    private static List<Tuple> conditions(ExposedAppStatus status) {
        return Objects.requireNonNull(status.conditions()).stream().map(c -> Tuple.tuple(c.getType(), c.getStatus(), c.getReason()))
                .toList();
    }

    private static String message(ExposedAppStatus status, String type) {
        return User.condition(status, type).orElseThrow().getMessage();
    }

    private static String reason(ExposedAppStatus status, String type) {
        return User.condition(status, type).orElseThrow().getReason();
    }

    private static String transition(ExposedAppStatus status, String type) {
        return User.condition(status, type).orElseThrow().getLastTransitionTime();
    }
}

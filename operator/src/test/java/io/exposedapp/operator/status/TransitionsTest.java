package io.exposedapp.operator.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.api.v1.ExposedAppStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One golden situation after another of the same app: what is told of the change. */
@DisplayName("When the situation of an app changes")
class TransitionsTest {

    private static final Path SITUATIONS = Path.of("src/test/resources/status");

    static Stream<Arguments> changes() {
        return Stream.of(arguments("starting", "all-well", List.of()), arguments("all-well", "rolling-out", List.of()),
                arguments("all-well", "scaled-to-zero", List.of()), arguments("all-well", "reconcile-disabled-and-all-well", List.of()),
                arguments("service-of-the-predecessor-is-leaving", "starting",
                        List.of("Normal Exposed: opened http on 32222, grpc on 31017")),
                arguments("pin-held-by-another", "all-well", List.of("Normal Exposed: opened http on 32222")),
                arguments("changed-pin-refused-while-the-port-serves", "pin-changed-at-last",
                        List.of("Normal Exposed: opened http on 32222 (was 30003)")),
                arguments("pin-held-by-another", "several-ports-refused",
                        List.of("Warning PortOutOfRange: admin: nodePort 9100 is not in the valid range 30000-32767 of ledger default; "
                                + "choose one in the range, or leave nodePort out",
                                "Warning PortResting: grpc: nodePort 30003 rests until 2026-11-22T09:14:00Z after lab/old gave it up; it is "
                                        + "granted then, or choose another")),
                arguments("pin-on-a-foreign-service", "pin-rests",
                        List.of("Warning PortResting: http: nodePort 30003 rests until 2026-11-22T09:14:00Z after lab/trial gave it up; it "
                                + "is granted then, or choose another")),
                arguments("pin-on-a-foreign-service", "changed-pin-refused-while-the-port-serves",
                        List.of("Normal Exposed: opened http on 30003",
                                "Warning PortInUse: http: nodePort 32222 is held by lab/trial (port web) since 2026-11-20; choose another, "
                                        + "or delete that app")),
                arguments("pin-rests", "pin-still-allocated-for-seconds", List.of()),
                arguments("pin-still-allocated-for-seconds", "pin-allocated-by-nobody-visible",
                        List.of("Warning PortInUse: http: nodePort 30003 is allocated in the API server, though no Service shows it; choose "
                                + "another, or wait: it is asked for again")),
                arguments("all-well", "deadline-exceeded",
                        List.of("Warning ProgressDeadlineExceeded: no progress for 600 s: replicas of revision k2v8x4: 1 of 2; of older ones: 2; available ones "
                                + "of all revisions: 2; pod order-service-k2v8x4-0: ImagePullBackOff: no such image; correct the spec, or "
                                + "make room for the pods")),
                arguments("deadline-exceeded", "all-well", List.of()),
                arguments("all-well", "pod-rejected",
                        List.of("Warning PodRejected: the API server refused to write pod order-service-k2v8x4-0: violates PodSecurity "
                                + "restricted: runAsNonRoot != true; change the spec, or what refuses it")),
                arguments("all-well", "ledger-missing",
                        List.of("Warning LedgerNotFound: grpc, http: there is no NodePortLedger, so no number can be granted; have an "
                                + "administrator create one")),
                arguments("all-well", "service-not-ours",
                        List.of("Warning ServiceNotOwned: Service shop/order-service is not this app's: HelmChart legacy controls it; delete "
                                + "or rename it, or re-create this app with another exposure.service.name")),
                arguments("starting", "service-rejected",
                        List.of("Warning ServiceRejected: the API server refused to write Service shop/order-service: exceeded quota: "
                                + "services, requested: services.nodeports=2, used: 0, limited: 1; change the spec, or what refuses it")));
    }

    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @DisplayName("one event is sent for each thing that is new")
    @MethodSource("changes")
    void eventsAreSentOnce(String before, String now, List<String> events) {
        // Given
        var status = report(before, null).status();

        // When
        var report = report(now, status);

        // Then
        assertThat(report.events().stream().map(e -> e.type() + " " + e.reason() + ": " + e.note())).containsExactlyElementsOf(events);
    }

    @Test
    @DisplayName("the transition time moves for the conditions whose status changed, and for no other")
    void transitionTimesMoveWithTheStatus() {
        // Given
        var scene = scene("all-well");
        var app = app("all-well");
        var early = scene("starting").report(app, null, scene.now()).status();

        // When
        var late = scene.report(app, early, scene.now().plus(Duration.ofHours(1)).plusMillis(300)).status();

        // Then
        assertThat(late.conditions()).extracting(c -> c.getType() + " " + c.getStatus() + " since " + c.getLastTransitionTime())
                .containsExactly("PortsReserved True since 2026-11-21T12:00:00Z", "Exposed True since 2026-11-21T12:00:00Z",
                        "Available True since 2026-11-21T13:00:00Z", "Progressing True since 2026-11-21T12:00:00Z",
                        "Ready True since 2026-11-21T13:00:00Z", "Stalled False since 2026-11-21T12:00:00Z");
    }

    private static AppReport.Report report(String situation, @Nullable ExposedAppStatus before) {
        var scene = scene(situation);
        return scene.report(app(situation), before, scene.now());
    }

    private static Scene scene(String situation) {
        return Yaml.read(SITUATIONS.resolve(situation).resolve("in-cluster.yaml"), Scene.class);
    }

    private static ExposedApp app(String situation) {
        return Yaml.read(SITUATIONS.resolve(situation).resolve("in-app.yaml"), ExposedApp.class);
    }
}

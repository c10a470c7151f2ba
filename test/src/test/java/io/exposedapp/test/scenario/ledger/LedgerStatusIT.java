package io.exposedapp.test.scenario.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.api.v1.NodePortLedgerStatus.ForeignService;
import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.cluster.audit.AuditedRequest;
import io.exposedapp.test.operator.RunningOperator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ControlPlane
@ExtendWith(BareCluster.Provider.class)
@DisplayName("The status of a ledger")
class LedgerStatusIT {

    /** What lies between two writes as the API server received them: they may travel faster or slower by this. */
    private static final Duration JITTER = Duration.ofMillis(200);
    private static final Duration PACE = Duration.ofSeconds(1);
    private static final List<String> APPS = IntStream.rangeClosed(1, 11).mapToObj(n -> "app-" + n).toList();

    private BareCluster cluster;

    @BeforeEach
    void start(BareCluster bare) {
        cluster = bare;
        cluster.applyLedger("default", "{coolDownSeconds: 0}");
        cluster.startOperator();
    }

    @Test
    @DisplayName("is written once a second at most while apps come and go, and tells the truth within seconds of the last change")
    void pace() {
        // Given
        var user = cluster.newcomer();
        var mark = cluster.audit().mark();

        // When
        user.applies(apps());
        APPS.forEach(app -> user.awaits(app + " has a number", () -> !user.entries(app).isEmpty()));
        user.kubectl("delete", "xapp", "--all");
        user.awaits("all numbers are free", () -> APPS.stream().allMatch(app -> user.entries(app).isEmpty()));
        user.applies(apps());
        APPS.forEach(user::seesReady);

        // Then
        cluster.seesLedger("default", "tells the truth", s -> Integer.valueOf(11).equals(s.held()) && Integer.valueOf(0).equals(s.free())
                && Integer.valueOf(0).equals(s.foreign()) && BareCluster.why(s, "Exhausted").startsWith("True"));
        var times = writes(cluster.audit().writesSince(mark, RunningOperator.USER));
        assertThat(times).as("writes of the status").hasSizeGreaterThan(1);
        assertThat(IntStream.range(1, times.size()).mapToObj(n -> Duration.between(times.get(n - 1), times.get(n))))
                .allMatch(pause -> pause.plus(JITTER).compareTo(PACE) >= 0);
        var settled = cluster.audit().mark();
        Awaitility.await("it is not written any more").atMost(Duration.ofSeconds(10)).during(Duration.ofSeconds(2))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> writes(cluster.audit().writesSince(settled, RunningOperator.USER)).isEmpty());
    }

    @Test
    @DisplayName("names the Services of others with their numbers, and forgets them when they go")
    void foreignServices() {
        // Given
        var user = cluster.newcomer();
        user.kubectl("create", "service", "nodeport", "thing", "--tcp=80:80", "--node-port=20003");

        // When
        user.kubectl("create", "service", "nodeport", "legacy", "--tcp=80:80", "--tcp=443:443");

        // Then
        var services = cluster.seesLedger("default", "names three", s -> Integer.valueOf(3).equals(s.foreign())).foreignServices();
        assertThat(services).hasSize(3).contains(new ForeignService(20003, user.namespace() + "/thing"))
                .isSortedAccordingTo((a, b) -> a.nodePort() - b.nodePort());
        assertThat(services).extracting(ForeignService::service).filteredOn((user.namespace() + "/legacy")::equals).hasSize(2);
        user.kubectl("delete", "service", "legacy", "thing");
        assertThat(cluster.seesLedger("default", "has all free", s -> Integer.valueOf(11).equals(s.free())).foreignServices())
                .isNullOrEmpty();
    }

    private static List<Instant> writes(List<AuditedRequest> requests) {
        return requests.stream().filter(request -> request.resource().equals("nodeportledgers") && request.name().equals("default"))
                .map(AuditedRequest::received).sorted().toList();
    }

    private static String apps() {
        return APPS.stream().map("""
                apiVersion: exposedapp.io/v1
                kind: ExposedApp
                metadata: {name: %s}
                spec:
                  image: registry.example/test/app:1
                  ports: [{name: http, containerPort: 80}]
                """::formatted).collect(Collectors.joining("---\n"));
    }
}

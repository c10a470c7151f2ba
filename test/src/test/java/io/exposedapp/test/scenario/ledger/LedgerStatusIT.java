package io.exposedapp.test.scenario.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.api.v1.NodePortLedgerStatus.ForeignService;
import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.cluster.audit.AuditedRequest;
import io.exposedapp.test.operator.RunningOperator;
import io.exposedapp.test.waiting.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ControlPlane
@ExtendWith(BareCluster.Provider.class)
@DisplayName("The status of a ledger")
class LedgerStatusIT {

    private static final List<String> APPS = IntStream.rangeClosed(1, 11).mapToObj(n -> "app-" + n).toList();

    private BareCluster cluster;

    @BeforeEach
    void start(BareCluster bare) {
        cluster = bare;
        cluster.applyLedger("default", "{coolDownSeconds: 0}");
        cluster.startOperator();
    }

    @Test
    @DisplayName("is written once a second at most while apps come and go, and tells the truth after the last change")
    void pace() {
        // Given
        var user = cluster.newcomer();
        var begin = Instant.now();
        var mark = cluster.audit().mark();

        // When
        user.applies(apps());
        APPS.forEach(app -> user.awaits(app + " has a number", () -> user.entries(app), entries -> !entries.isEmpty()));
        user.kubectl("delete", "xapp", "--all");
        user.awaits("all numbers are free", () -> APPS.stream().flatMap(app -> user.entries(app).stream()).toList(), List::isEmpty);
        user.applies(apps());
        APPS.forEach(user::seesReady);

        // Then
        cluster.seesLedger("default", "tells the truth", s -> Integer.valueOf(11).equals(s.held()) && Integer.valueOf(0).equals(s.free())
                && Integer.valueOf(0).equals(s.foreign()) && BareCluster.why(s, "Exhausted").startsWith("True"));
        var writes = writes(cluster.audit().writesSince(mark, RunningOperator.USER));
        // Over all, and not from one to the next: on its way to the API server a write may wait, and arrive right before the next one.
        // One a second, the first at once; and one may have been on its way at the mark.
        var seconds = Duration.between(begin, Instant.now()).toSeconds();
        assertThat(writes).as("writes of the status").hasSizeBetween(2, Math.toIntExact(seconds) + 2);
        var settled = cluster.audit().mark();
        Wait.until("it is not written for two seconds").every(Duration.ofMillis(500)).unchanged(Duration.ofSeconds(2),
                () -> writes(cluster.audit().writesSince(settled, RunningOperator.USER)));
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

    private static List<AuditedRequest> writes(List<AuditedRequest> requests) {
        return requests.stream().filter(request -> request.resource().equals("nodeportledgers") && request.name().equals("default"))
                .toList();
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

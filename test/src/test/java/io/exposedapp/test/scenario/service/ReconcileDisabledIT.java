package io.exposedapp.test.scenario.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.operator.RunningOperator;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.operator.WithOperator;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WithOperator
@DisplayName("While reconcile is disabled on an app")
class ReconcileDisabledIT {

    private static final String ANNOTATION = "exposedapp.io/reconcile";

    @Test
    @DisplayName("a new pin moves nothing, a deleted Service stays away, the status says why, and all is done once the annotation goes")
    void nothingIsWrittenButTheStatus(User user, TestCluster cluster) {
        // Given
        user.exposes("shop", "{name: http, containerPort: 80, nodePort: 32290}");
        user.seesReady("shop");
        user.kubectl("annotate", "xapp", "shop", ANNOTATION + "=disabled");
        user.sees("shop", "says so", s -> User.why(s, "Progressing").startsWith("ReconcileDisabled: "));
        var mark = cluster.audit().mark();
        user.kubectl("delete", "service", "shop");
        user.exposes("shop", "{name: http, containerPort: 80, nodePort: 32291}");
        var status = user.sees("shop", "shows no number", s -> User.port(s, "http").nodePort() == null);
        assertThat(User.why(status, "Ready")).startsWith("ReconcileDisabled: ");
        assertThat(User.is(status, "Ready", "Unknown")).isTrue();
        assertThat(user.service("shop")).isNull();
        assertThat(user.entry(32291)).isNull();
        user.seesEntry(32290, "Held");
        assertThat(cluster.audit().writesSince(mark, RunningOperator.USER)).filteredOn(r -> r.namespace().equals(user.namespace()))
                .allSatisfy(request -> assertThat(request.subresource().equals("status") || request.resource().equals("events")).isTrue());

        // When
        user.kubectl("annotate", "xapp", "shop", ANNOTATION + "-");

        // Then
        user.seesEntry(32290, "CoolingDown");
        assertThat(user.seesReady("shop").portMap()).isEqualTo("80:32291/TCP");
    }

    @Test
    @DisplayName("a port that is dropped keeps its entry, and gives it up once the annotation goes")
    void noEntryIsReleased(User user) {
        // Given
        user.exposes("shop", "{name: http, containerPort: 80, nodePort: 32292}", "{name: admin, containerPort: 81, nodePort: 32293}");
        user.seesReady("shop");
        user.kubectl("annotate", "xapp", "shop", ANNOTATION + "=disabled");
        user.exposes("shop", "{name: http, containerPort: 80, nodePort: 32292}");
        user.kubectl("delete", "service", "shop");
        user.sees("shop", "shows one port and no number", s -> "80:?/TCP".equals(s.portMap()));
        user.awaits("nothing of it is released for as long as a rest takes", () -> user.entry(32293),
                e -> e.getSpec().state().equals("Held") && Instant.parse(e.getSpec().since()).isBefore(Instant.now().minusSeconds(3)));

        // When
        user.kubectl("annotate", "xapp", "shop", ANNOTATION + "-");

        // Then
        user.seesEntry(32293, "CoolingDown");
        assertThat(user.seesReady("shop").portMap()).isEqualTo("80:32292/TCP");
    }
}

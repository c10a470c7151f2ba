package io.exposedapp.test.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.ControlPlane;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the operator may ask of the API server. Counts, not times: they hold on any machine. */
@ControlPlane
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("The operator's budget")
class BudgetIT {

    private static final String LEDGER_STATUS = "patch nodeportledgers/status";

    private Scene scene;

    @BeforeAll
    void open() {
        scene = Scene.open();
        scene.startOperator();
        scene.createApps("settled", 20);
        scene.settle();
    }

    @AfterAll
    void close() {
        if (scene != null) {
            scene.close();
        }
    }

    @Test
    @DisplayName("for a new app of 2 ports and 2 pods is 9 writes; the ledger's status has a pace of its own")
    void newApp() {
        // Given
        var mark = scene.mark();

        // When
        scene.createApps("new", 1);
        scene.settle();

        // Then
        var writes = WriteCounts.of(scene.writesSince(mark));
        assertThat(writes.without(LEDGER_STATUS::equals).byKind()).isEqualTo(Map.of("create nodeportreservations", 2, "create services", 1,
                "create controllerrevisions", 1, "create pods", 2, "patch exposedapps/status", 2, "create events", 1));
        assertThat(writes.of(LEDGER_STATUS)).isLessThanOrEqualTo(2);
    }

    @Test
    @DisplayName("for a new app that exposes one of its ports is a claim less, and a write more for the Service inside the cluster")
    void newAppThatHidesAPort() {
        // Given
        var mark = scene.mark();

        // When
        scene.createAppsThatHideAPort("hiding", 1);
        scene.settle();

        // Then
        var writes = WriteCounts.of(scene.writesSince(mark));
        assertThat(writes.without(LEDGER_STATUS::equals).byKind()).isEqualTo(Map.of("create nodeportreservations", 1, "create services", 2,
                "create controllerrevisions", 1, "create pods", 2, "patch exposedapps/status", 2, "create events", 1));
    }

    @Test
    @DisplayName("for apps that are settled is nothing")
    void settled() {
        // Given
        var mark = scene.mark();

        // When
        scene.stillFor(Duration.ofSeconds(5), mark);

        // Then
        assertThat(scene.writesSince(mark)).isEmpty();
    }

    @Test
    @DisplayName("for a restart is nothing but the question for the range, which is refused")
    void restart() {
        // Given
        scene.stopOperator();
        var mark = scene.mark();

        // When
        scene.startOperator();
        scene.awaitPassOverEveryApp();
        scene.settle();

        // Then
        assertThat(WriteCounts.of(scene.writesSince(mark)).byKind()).isEqualTo(Map.of("create services (422)", 1));
    }

    @Test
    @DisplayName("is one watch a kind")
    void watches() {
        assertThat(scene.watchesOfTheOperator())
                .isEqualTo(Map.of("controllerrevisions.apps", 1, "endpointslices.discovery.k8s.io", 1, "exposedapps.exposedapp.io", 1,
                        "namespaces", 1,
                        "nodeportledgers.exposedapp.io", 1, "nodeportreservations.exposedapp.io", 1, "nodes", 1,
                        "poddisruptionbudgets.policy", 1, "pods", 1, "services", 1));
    }
}

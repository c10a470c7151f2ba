package io.exposedapp.test.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.operator.QuietCluster;
import io.exposedapp.test.waiting.Wait;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the operator may ask of the API server. Counts, not times: they hold on any machine. */
@ControlPlane
@ExtendWith(QuietCluster.Provider.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("The operator's budget")
class BudgetIT {

    private static final String LEDGER_STATUS = "patch nodeportledgers/status";

    /** Longer than the pace of any status, and than the pause after which an app in trouble is looked at again. */
    private static final Duration STILL = Duration.ofSeconds(3);

    private Scene scene;
    private int created;

    @BeforeAll
    void open(QuietCluster cluster) {
        scene = Scene.on(cluster);
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
        // When
        var writes = writesFor(Scene::createApps, Map.of("create nodeportreservations", 2, "create services", 1,
                "create controllerrevisions", 1, "create pods", 2, "patch exposedapps/status", 2, "create events", 1));

        // Then
        assertThat(writes.of(LEDGER_STATUS)).isLessThanOrEqualTo(2);
    }

    @Test
    @DisplayName("for a new app that exposes one of its ports is a claim less, and a write more for the Service inside the cluster")
    void newAppThatHidesAPort() {
        // When
        var writes = writesFor(Scene::createAppsThatHideAPort, Map.of("create nodeportreservations", 1, "create services", 2,
                "create controllerrevisions", 1, "create pods", 2, "patch exposedapps/status", 2, "create events", 1));

        // Then
        assertThat(writes.of(LEDGER_STATUS)).isLessThanOrEqualTo(2);
    }

    @Test
    @DisplayName("for apps that are settled is nothing")
    void settled() {
        // When
        var writes = scene.writesWithin(STILL);

        // Then
        assertThat(writes).isEmpty();
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

    /**
     * Creates apps until one has cost just the budget, the ledger's status apart. On a machine with other work the two pods may become Ready
     * so far apart that the status tells each of them; what the operator always writes, it writes for every app.
     */
    private WriteCounts writesFor(Creation creation, Map<String, Integer> budget) {
        return Wait.until("a new app has cost " + budget).seen(() -> {
            var mark = scene.mark();
            creation.create(scene, "new" + created++, 1);
            scene.settle();
            return WriteCounts.of(scene.writesSince(mark));
        }, writes -> writes.without(LEDGER_STATUS::equals).byKind().equals(budget));
    }

    private interface Creation {
        void create(Scene scene, String prefix, int count);
    }
}

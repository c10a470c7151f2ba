package io.exposedapp.test.scenario.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.api.v1.NodePortLedger;
import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.waiting.Wait;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ControlPlane
@ExtendWith(BareCluster.Provider.class)
@DisplayName("The operator, when it starts,")
class FirstStartIT {

    @Test
    @DisplayName("for the first time, makes the ledger default, which has the API server's range and grants numbers of it")
    void firstStart(BareCluster cluster) {
        // When
        cluster.startOperator();

        // Then
        var status = cluster.seesLedger("default", "is Ready", s -> BareCluster.why(s, "Ready").startsWith("True"));
        assertThat(status.range()).isEqualTo(BareCluster.RANGE);
        assertThat(status.size()).isEqualTo(11);
        assertThat(status.free()).isEqualTo(11);
        assertThat(BareCluster.why(status, "Ready")).isEqualTo("True, Ready: numbers of 20000-20010 are granted");
        assertThat(BareCluster.why(status, "Exhausted")).startsWith("False, NumbersFree: ");
        var user = cluster.newcomer();
        user.exposes("shop", "{name: http, containerPort: 80}");
        assertThat(User.number(user.seesReady("shop"), "http")).isBetween(20000, 20010);
        assertThat(User.port(user.seesReady("shop"), "http").ledger()).isEqualTo("default");
    }

    @Test
    @DisplayName("again, does not make a ledger that was deleted: who has a number keeps it, who wants one is told, and gets it from the next")
    void ledgerDeleted(BareCluster cluster) {
        // Given
        cluster.startOperator();
        var user = cluster.newcomer();
        user.exposes("old", "{name: http, containerPort: 80, nodePort: 20001}");
        user.seesReady("old");
        cluster.stopOperator();
        cluster.client().resources(NodePortLedger.class).withName("default").delete();
        cluster.startOperator();
        user.exposes("new", "{name: http, containerPort: 80, nodePort: 20002}", "{name: admin, containerPort: 81}");
        var refused = user.sees("new", "is refused", s -> User.is(s, "Stalled", "True"));
        assertThat(User.why(refused, "Ready")).startsWith("LedgerNotFound: ")
                .contains("there is no NodePortLedger, so no number can be granted; ");
        assertThat(cluster.client().resources(NodePortLedger.class).list().getItems()).isEmpty();
        assertThat(user.seesReady("old").portMap()).isEqualTo("80:20001/TCP");

        // When
        cluster.applyLedger("default", "{}");

        // Then
        assertThat(user.seesReady("new").portMap()).startsWith("80:20002/TCP,81:200");
    }

    @Test
    @DisplayName("beside a ledger of another name, makes none")
    void anotherLedger(BareCluster cluster) {
        // Given
        cluster.applyLedger("edge", "{range: 20000-20003}");

        // When
        cluster.startOperator();

        // Then
        var status = cluster.seesLedger("edge", "is Ready", s -> BareCluster.why(s, "Ready").startsWith("True"));
        assertThat(status.free()).isEqualTo(4);
        assertThat(cluster.client().resources(NodePortLedger.class).withName("default").get()).isNull();
    }

    @Test
    @DisplayName("finds the numbers of apps that went with their namespace while it was down, and lets them rest")
    void namespaceDeletedMeanwhile(BareCluster cluster) {
        // Given
        cluster.startOperator();
        var user = cluster.newcomer();
        user.exposes("shop", "{name: http, containerPort: 80, nodePort: 20003}", "{name: admin, containerPort: 81, nodePort: 20004}");
        user.seesReady("shop");
        cluster.stopOperator();
        cluster.client().namespaces().withName(user.namespace()).delete();
        Wait.until("the app is gone").gone(() -> user.app("shop"));
        user.seesNoService("shop");
        user.seesEntry(20003, "Held");

        // When
        cluster.startOperator();

        // Then
        user.seesEntry(20003, "CoolingDown");
        user.seesEntry(20004, "CoolingDown");
    }

    @Test
    @DisplayName("again, leaves numbers, Services and pods as they are")
    void restart(BareCluster cluster) {
        // Given
        cluster.startOperator();
        var user = cluster.newcomer();
        user.exposes("nginxsvc", "{name: http, containerPort: 80}", "{name: https, containerPort: 443}");
        var before = user.seesReady("nginxsvc");
        var service = user.seesService("nginxsvc").getMetadata();
        var pod = user.pods("nginxsvc").getFirst().getMetadata().getUid();
        cluster.stopOperator();

        // When
        cluster.startOperator();

        // Then
        user.exposes("later", "{name: http, containerPort: 80}");
        user.seesReady("later");
        assertThat(user.seesReady("nginxsvc")).isEqualTo(before);
        assertThat(user.seesService("nginxsvc").getMetadata().getResourceVersion())
                .isEqualTo(service.getResourceVersion());
        assertThat(user.pods("nginxsvc")).singleElement().satisfies(p -> assertThat(p.getMetadata().getUid()).isEqualTo(pod));
    }

    @Test
    @DisplayName("gives an app that was deleted and created again while it was down its numbers back")
    void reCreatedMeanwhile(BareCluster cluster) {
        // Given
        cluster.startOperator();
        var user = cluster.newcomer();
        user.exposes("nginxsvc", "{name: http, containerPort: 80}", "{name: https, containerPort: 443}");
        var before = user.seesReady("nginxsvc").portMap();
        cluster.stopOperator();
        user.kubectl("delete", "xapp", "nginxsvc");
        user.exposes("nginxsvc", "{name: http, containerPort: 80}", "{name: https, containerPort: 443}");

        // When
        cluster.startOperator();

        // Then
        assertThat(user.seesReady("nginxsvc").portMap()).isEqualTo(before);
    }
}

package io.exposedapp.test.scenario.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.tier.SampledTests;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ControlPlane
@ExtendWith(BareCluster.Provider.class)
@SampledTests(everyday = 6)
@DisplayName("A number that nobody serves on")
class HoldsIT {

    private static final String PINNED = "{name: http, containerPort: 80, nodePort: 20005}";

    private BareCluster cluster;
    private User user;

    @BeforeEach
    void start(BareCluster bare) {
        cluster = bare;
        user = cluster.newcomer();
        cluster.startOperator();
    }

    @Test
    @DisplayName("is kept in the API server by a Service without a selector that says for whom, and that its entry takes along")
    void made() {
        // When
        release();

        // Then
        var hold = cluster.seesHold(20005);
        var entry = user.seesEntry(20005, "CoolingDown");
        assertThat(hold.getMetadata().getLabels()).containsEntry("exposedapp.io/hold", "20005").containsKey("app.kubernetes.io/managed-by");
        assertThat(hold.getMetadata().getAnnotations()).hasEntrySatisfying("kubernetes.io/description",
                text -> assertThat(text)
                        .isEqualTo("keeps nodePort 20005 for " + user.namespace() + "/shop (port http), which gave it up on "
                                + entry.getSpec().since() + "; it rests until " + entry.getSpec().until()));
        assertThat(hold.getMetadata().getOwnerReferences()).singleElement().satisfies(owner -> {
            assertThat(owner.getKind()).isEqualTo("NodePortReservation");
            assertThat(owner.getUid()).isEqualTo(entry.getMetadata().getUid());
            assertThat(owner.getBlockOwnerDeletion()).isNotEqualTo(true);
        });
        assertThat(hold.getSpec().getType()).isEqualTo("NodePort");
        assertThat(hold.getSpec().getSelector()).isNullOrEmpty();
        assertThat(hold.getSpec().getPorts()).singleElement().satisfies(port -> assertThat(port.getNodePort()).isEqualTo(20005));
    }

    @Test
    @DisplayName("is counted as at rest and not as somebody's, when it is kept")
    void counted() {
        // When
        release();

        // Then
        cluster.seesHold(20005);
        var ledger = cluster.seesLedger("default", "has it kept",
                s -> Integer.valueOf(1).equals(s.coolingDown()) && Integer.valueOf(0).equals(s.unheld()));
        assertThat(ledger.foreign()).isZero();
        assertThat(ledger.foreignServices()).isNullOrEmpty();
        assertThat(ledger.free()).isEqualTo(10);
    }

    @Test
    @DisplayName("is given to no Service of anybody else, asked for or not")
    void keptFromOthers() {
        // Given
        release();
        cluster.seesHold(20005);

        // When
        assertThatThrownBy(() -> user.kubectl("create", "service", "nodeport", "thief", "--tcp=80:80", "--node-port=20005"))

                // Then
                .hasMessageContaining("20005").hasMessageContaining("provided port is already allocated");
    }

    @Test
    @DisplayName("goes back to its app, and what kept it is gone")
    void comesBack() {
        // Given
        release();
        cluster.seesHold(20005);

        // When
        user.exposes("shop", "{name: http, containerPort: 80}");

        // Then
        assertThat(user.seesReady("shop").portMap()).isEqualTo("80:20005/TCP");
        assertThat(cluster.hold(20005)).isNull();
        assertThat(user.events("shop")).noneMatch(event -> event.startsWith("PortInUse") || event.startsWith("PortNotYetFree"));
    }

    @Test
    @DisplayName("is not kept any longer than there is an entry for it")
    void entryDeleted() {
        // Given
        release();
        cluster.seesHold(20005);

        // When
        user.kubectl("delete", "npr", "20005");

        // Then
        cluster.seesNoHold(20005);
        cluster.seesLedger("default", "has all free", s -> Integer.valueOf(11).equals(s.free()));
    }

    @Test
    @DisplayName("is not kept where the ledger says hold: false, neither at rest nor set aside")
    void switchedOff() {
        // Given
        cluster.applyLedger("default", "{setAside: [{numbers: [\"20008\"]}]}");
        release();
        cluster.seesHold(20005);
        cluster.seesHold(20008);

        // When
        cluster.applyLedger("default", "{hold: false, setAside: [{numbers: [\"20008\"]}]}");

        // Then
        cluster.seesNoHold(20005);
        cluster.seesNoHold(20008);
        assertThat(cluster.seesLedger("default", "is read", s -> Long.valueOf(3).equals(s.observedGeneration())).unheld()).isZero();
        user.seesEntry(20005, "CoolingDown");

        // and on again
        cluster.applyLedger("default", "{setAside: [{numbers: [\"20008\"]}]}");
        cluster.seesHold(20005);
        cluster.seesHold(20008);
    }

    @Test
    @DisplayName("and that a ledger sets aside is kept with the ledger's note, until its beneficiary comes or the item goes")
    void setAside() {
        // Given
        cluster.applyLedger("default",
                "{setAside: [{numbers: [\"20007\"], for: {namespace: %s}, note: moves in on Monday}, {numbers: [\"20008\"]}]}"
                        .formatted(user.namespace()));
        assertThat(cluster.seesHold(20007).getMetadata().getAnnotations()).containsEntry("kubernetes.io/description",
                "keeps nodePort 20007, which NodePortLedger default sets aside for namespace " + user.namespace() + ": moves in on Monday");
        assertThat(cluster.seesHold(20008).getMetadata().getOwnerReferences()).singleElement()
                .satisfies(owner -> assertThat(owner.getKind()).isEqualTo("NodePortLedger"));
        var counted = cluster.seesLedger("default", "counts them",
                s -> Integer.valueOf(2).equals(s.setAside()) && Integer.valueOf(0).equals(s.unheld()));
        assertThat(counted.foreign()).isZero();

        // When
        user.exposes("shop", "{name: http, containerPort: 80}");

        // Then
        assertThat(user.seesReady("shop").portMap()).isEqualTo("80:20007/TCP");
        assertThat(cluster.hold(20007)).isNull();
        cluster.applyLedger("default", "{}");
        cluster.seesNoHold(20008);
    }

    @Test
    @DisplayName("and that a ledger sets aside once more is no repair, though its hold was gone when the ledger gave it up")
    void goneWhenGivenUp() {
        // Given
        cluster.stopOperator();
        var rival = new Rival(cluster.administrator());
        cluster.startOperator(http -> http.addOrReplaceInterceptor("rival", rival));
        cluster.applyLedger("default", "{setAside: [{numbers: [\"20008\"]}]}");
        cluster.seesHold(20008);
        cluster.applyLedger("default", "{}");
        cluster.seesNoHold(20008);

        // When
        cluster.applyLedger("default", "{setAside: [{numbers: [\"20008\"]}]}");

        // Then
        cluster.seesHold(20008);
        cluster.seesLedger("default", "has it kept", s -> Integer.valueOf(0).equals(s.unheld()));
        assertThat(rival.deleted.get()).isTrue();
        assertThat(cluster.metrics()).containsPattern("exposedapp_repairs_total\\{kind=\"hold_remade\"} 0(\\.0)?\n");
    }

    @Test
    @DisplayName("is counted as not kept where a quota of the operator's namespace refuses it, and rests all the same")
    void overQuota() {
        // Given
        cluster.administrator().kubectl("create", "quota", "none", "--hard=services.nodeports=0");
        cluster.administrator().awaits("the quota is in force",
                () -> cluster.administrator().kubectl("get", "quota", "none", "-o", "jsonpath={.status.used}"),
                used -> used.contains("services.nodeports"));

        // When
        release();

        // Then
        var ledger = cluster.seesLedger("default", "counts it", s -> Integer.valueOf(1).equals(s.unheld()));
        assertThat(ledger.coolingDown()).isEqualTo(1);
        assertThat(cluster.hold(20005)).isNull();
        user.exposes("shop", PINNED);
        user.seesReady("shop");
    }

    @Test
    @DisplayName("is not kept by a Service of that name that somebody else has made, and which is left as it is")
    void nameTaken() {
        // Given
        cluster.administrator().kubectl("create", "service", "clusterip", "hold-20005", "--tcp=80:80");
        var theirs = cluster.seesHold(20005).getMetadata();

        // When
        release();

        // Then
        cluster.seesLedger("default", "counts it as not kept", s -> Integer.valueOf(1).equals(s.unheld()));
        assertThat(cluster.seesHold(20005).getMetadata()).isEqualTo(theirs);
    }

    /** Deletes the hold right before the operator does. */
    private record Rival(User administrator, AtomicBoolean deleted) implements Interceptor {

        Rival(User administrator) {
            this(administrator, new AtomicBoolean());
        }

        @Override
        public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
            if (request.method().equals("DELETE") && request.uri().getPath().endsWith("/services/hold-20008")
                    && deleted.compareAndSet(false, true)) {
                administrator.kubectl("delete", "service", "hold-20008");
            }
        }
    }

    /** An app comes and goes. */
    private void release() {
        user.exposes("shop", PINNED);
        user.seesReady("shop");
        user.kubectl("delete", "xapp", "shop");
        user.seesEntry(20005, "CoolingDown");
    }
}

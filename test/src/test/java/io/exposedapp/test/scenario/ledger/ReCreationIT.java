package io.exposedapp.test.scenario.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.operator.RunningOperator;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.operator.WithOperator;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WithOperator
@DisplayName("When an app is deleted,")
class ReCreationIT {

    private static final String PINNED_A = "{name: http, containerPort: 80, nodePort: 32250}";
    private static final String PINNED_B = "{name: http, containerPort: 80, nodePort: 32251}";
    private static final String PINNED_C = "{name: http, containerPort: 80, nodePort: 32252}";

    @Test
    @DisplayName("its Service and pods go, its number rests until a time and is then free")
    void inTheBackground(User user) {
        // Given
        user.exposes("shop", PINNED_A);
        user.seesReady("shop");

        // When
        user.kubectl("delete", "xapp", "shop");

        // Then
        var resting = user.seesEntry(32250, "CoolingDown");
        assertThat(resting.getSpec().until()).isNotNull();
        assertThat(user.service("shop")).isNull();
        user.awaits("its pods are gone", () -> user.pods("shop"), List::isEmpty);
        user.seesNoEntry(32250);
    }

    @Test
    @DisplayName("and created again, it has its numbers again at once, and a Service of its own")
    void createdAgain(User user) {
        // Given
        user.exposes("shop", "{name: http, containerPort: 80}", "{name: admin, containerPort: 81}");
        var before = user.seesReady("shop").portMap();
        user.kubectl("delete", "xapp", "shop");

        // When
        user.exposes("shop", "{name: http, containerPort: 80}", "{name: admin, containerPort: 81}");

        // Then
        assertThat(user.seesReady("shop").portMap()).isEqualTo(before);
        var uid = Objects.requireNonNull(user.app("shop")).getMetadata().getUid();
        assertThat(owner(user.seesService("shop"))).isEqualTo(uid);
        assertThat(user.entries("shop")).hasSize(2).allSatisfy(e -> {
            assertThat(e.getSpec().state()).isEqualTo("Held");
            assertThat(e.getSpec().holder().uid()).isEqualTo(uid);
        });
    }

    @Test
    @DisplayName("and created again with another Service name, it has its numbers again")
    void createdAgainWithAnotherService(User user) {
        // Given
        user.exposes("shop", "{name: http, containerPort: 80, nodePort: 32253}");
        user.seesReady("shop");
        user.kubectl("delete", "xapp", "shop");

        // When
        user.applies("""
                apiVersion: exposedapp.io/v1
                kind: ExposedApp
                metadata: {name: shop}
                spec:
                  image: registry.example/test/app:1
                  ports: [{name: http, containerPort: 80, nodePort: 32253}]
                  exposure: {service: {name: front}}
                """);

        // Then
        assertThat(user.seesReady("shop").portMap()).isEqualTo("80:32253/TCP");
        assertThat(user.seesEntry(32253, "Held").getSpec().holder().service()).isEqualTo("front");
        user.seesNoService("shop");
    }

    @Test
    @DisplayName("--cascade=orphan leaves the Service serving and the number held; created again, the app takes Service, number and pods back")
    void orphaned(User user) {
        // Given
        user.exposes("shop", PINNED_B);
        user.seesReady("shop");
        var service = user.seesService("shop");
        var pods = uids(user.pods("shop"));
        user.kubectl("delete", "xapp", "shop", "--cascade=orphan");
        assertThat(user.kubectl("get", "service", "shop")).contains("80:32251/TCP");
        assertThat(user.seesService("shop").getMetadata().getOwnerReferences()).isEmpty();
        user.seesEntry(32251, "Held");

        // When
        user.exposes("shop", PINNED_B);

        // Then
        assertThat(user.seesReady("shop").portMap()).isEqualTo("80:32251/TCP");
        var uid = Objects.requireNonNull(user.app("shop")).getMetadata().getUid();
        var taken = user.seesService("shop");
        assertThat(taken.getMetadata().getUid()).isEqualTo(service.getMetadata().getUid());
        assertThat(taken.getSpec().getClusterIP()).isEqualTo(service.getSpec().getClusterIP());
        assertThat(owner(taken)).isEqualTo(uid);
        assertThat(uids(user.pods("shop"))).isEqualTo(pods);
        assertThat(user.pods("shop")).allSatisfy(pod -> assertThat(owner(pod)).isEqualTo(uid));
        var entry = user.seesEntry(32251, "Held");
        assertThat(entry.getSpec().holder().uid()).isEqualTo(uid);
        // One write at the claim, one at the take-over, and none for a rest in between.
        assertThat(entry.getMetadata().getGeneration()).isEqualTo(2);
    }

    @Test
    @DisplayName("--cascade=foreground is not fought: nothing but the status is written for the app on its way out, and then its number rests")
    void inTheForeground(User user, TestCluster cluster) {
        // Given
        user.exposes("shop", PINNED_C);
        user.seesReady("shop");
        user.awaits("all is told", () -> user.events("shop"), events -> events.contains("Exposed: opened http on 32252"));
        var mark = cluster.audit().mark();

        // When
        user.kubectl("delete", "xapp", "shop", "--cascade=foreground");

        // Then
        assertThat(user.app("shop")).isNull();
        assertThat(user.service("shop")).isNull();
        user.seesEntry(32252, "CoolingDown");
        assertThat(cluster.audit().writesSince(mark, RunningOperator.USER))
                .filteredOn(request -> request.namespace().equals(user.namespace()) && !request.subresource().equals("status")).isEmpty();
    }

    private static List<String> uids(Collection<? extends HasMetadata> objects) {
        return objects.stream().map(o -> o.getMetadata().getUid()).sorted().toList();
    }

    private static String owner(HasMetadata object) {
        return object.getMetadata().getOwnerReferences().getFirst().getUid();
    }
}

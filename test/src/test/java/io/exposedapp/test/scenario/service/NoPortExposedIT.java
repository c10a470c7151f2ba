package io.exposedapp.test.scenario.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.operator.User;
import io.exposedapp.test.operator.WithOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WithOperator
@DisplayName("An app with no port to expose")
class NoPortExposedIT {

    private static final String INSIDE = "{name: http, containerPort: 8080, port: 80, exposed: false}";

    @Test
    @DisplayName("is Ready with its pods and the Service inside the cluster, has no number and no address, and needs no Service of its own name")
    void fromTheStart(User user) {
        // Given
        user.applies("""
                apiVersion: v1
                kind: Service
                metadata: {name: shop}
                spec: {selector: {app: front}, ports: [{port: 80}]}
                """);
        var somebodyElses = user.seesService("shop");

        // When
        user.exposes("shop", INSIDE);

        // Then
        var status = user.seesReady("shop");
        assertThat(User.why(status, "Exposed")).isEqualTo("InsideOnly: no port is exposed, so there is no NodePort Service. "
                + "http: inside the cluster only, shop-internal:80 -> in the container 8080");
        assertThat(status.portMap()).isEqualTo("80/TCP");
        assertThat(status.ready()).isEqualTo("1/1");
        assertThat(status.addresses()).isNullOrEmpty();
        assertThat(status.serviceName()).isNull();
        assertThat(user.seesService("shop-internal").getSpec().getType()).isEqualTo("ClusterIP");
        assertThat(user.entries("shop")).isEmpty();
        assertThat(user.seesService("shop").getMetadata().getResourceVersion())
                .isEqualTo(somebodyElses.getMetadata().getResourceVersion());
    }

    @Test
    @DisplayName("loses its NodePort Service when the last port is hidden, before the number rests, and keeps its pod")
    void lastPortHidden(User user) {
        // Given
        user.exposes("shop", "{name: http, containerPort: 8080, port: 80, nodePort: 32610}");
        user.seesReady("shop");
        var pod = user.pods("shop").getFirst().getMetadata().getUid();

        // When
        user.exposes("shop", INSIDE);

        // Then
        user.seesEntry(32610, "CoolingDown");
        assertThat(user.service("shop")).isNull();
        assertThat(user.seesReady("shop").portMap()).isEqualTo("80/TCP");
        assertThat(user.pods("shop")).singleElement().satisfies(p -> assertThat(p.getMetadata().getUid()).isEqualTo(pod));
    }

    @Test
    @DisplayName("has its port opened when it is exposed, and no Service for inside the cluster alone any more")
    void firstPortExposed(User user) {
        // Given
        user.exposes("shop", INSIDE);
        user.seesReady("shop");

        // When
        user.exposes("shop", "{name: http, containerPort: 8080, port: 80, nodePort: 32611}");

        // Then
        user.seesNoService("shop-internal");
        assertThat(user.seesReady("shop").portMap()).isEqualTo("80:32611/TCP");
        assertThat(user.seesService("shop").getSpec().getPorts()).singleElement()
                .satisfies(port -> assertThat(port.getNodePort()).isEqualTo(32611));
        user.awaits("an event tells it", () -> user.events("shop"), events -> events.contains("Exposed: opened http on 32611"));
    }

    @Test
    @DisplayName("deletes the NodePort Service that an app of its name left behind, though nobody controls it: it would open ports")
    void leftBehind(User user) {
        // Given
        user.exposes("shop", "{name: http, containerPort: 8080, port: 80, nodePort: 32612}");
        user.seesReady("shop");
        user.kubectl("delete", "xapp", "shop", "--cascade=orphan");
        user.awaits("nobody controls it", () -> user.service("shop"), s -> s.getMetadata().getOwnerReferences().isEmpty());

        // When
        user.exposes("shop", INSIDE);

        // Then
        user.seesEntry(32612, "CoolingDown");
        assertThat(user.service("shop")).isNull();
        assertThat(user.seesReady("shop").portMap()).isEqualTo("80/TCP");
    }
}

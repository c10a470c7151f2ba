package io.exposedapp.test.scenario.adoption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.exposedapp.test.operator.User;
import io.exposedapp.test.operator.WithOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@WithOperator
@Execution(CONCURRENT)
@DisplayName("A Service is not taken over, and not one number of it is claimed,")
class RefusedAdoptionIT {

    private static final String HTTP = "{name: http, containerPort: 80}";

    @ParameterizedTest(name = "of {0}")
    @DisplayName("if it is")
    @CsvSource(delimiter = '|', textBlock = """
            type: LoadBalancer             | it is of type LoadBalancer, and would lose its load balancer
            type: ClusterIP                | it is of type ClusterIP, so it has no node ports to take over
            clusterIP: None                | it is headless, so it has no node ports to take over
            {type: ExternalName, externalName: shop.example} | it is of type ExternalName, so it has no node ports to take over
            """)
    void type(String type, String why, User user) {
        // Given
        user.applies(Legacy.service("shop", type.replace("{", "").replace("}", "").replace(", ", "\n  "), "{name: http, port: 80}"));
        var before = user.seesService("shop");

        // When
        user.applies(Legacy.successor("", "", HTTP));

        // Then
        assertRefused(user, why);
        assertThat(user.seesService("shop").getSpec()).isEqualTo(before.getSpec());
    }

    @Test
    @DisplayName("while it has ports that the app does not declare, which are named; declared, they come along")
    void undeclared(User user) {
        // Given
        user.applies(Legacy.service("shop", "type: NodePort", "{name: http, port: 80, nodePort: 31020}",
                "{name: 8181-80, port: 8181, nodePort: 31021}"));
        user.applies(Legacy.successor("", "", HTTP));
        assertRefused(user, "this app does not declare its port 8181-80 (8181:31021/TCP)");
        assertThat(user.entry(31020)).isNull();

        // When
        user.applies(Legacy.successor("", "", HTTP, "{name: alt, containerPort: 8181}"));

        // Then
        assertThat(user.seesReady("shop").portMap()).isEqualTo("80:31020/TCP,8181:31021/TCP");
    }

    @Test
    @DisplayName("while it has ports that the app declares and does not expose, which are named; exposed, they come along")
    void notExposed(User user) {
        // Given
        user.applies(Legacy.service("shop", "type: NodePort", "{name: http, port: 80, nodePort: 31027}",
                "{name: stats, port: 9090, nodePort: 31028}"));
        user.applies(Legacy.successor("", "", HTTP, "{name: metrics, containerPort: 9090, exposed: false}"));
        assertRefused(user, "this app does not expose its port stats (9090:31028/TCP); take exposed: false away until the Service is this "
                + "app's, or remove from the Service what is not to stay open");

        // When
        user.applies(Legacy.successor("", "", HTTP, "{name: metrics, containerPort: 9090}"));

        // Then
        assertThat(user.seesReady("shop").portMap()).isEqualTo("80:31027/TCP,9090:31028/TCP");
        user.seesNoService("shop-internal");
    }

    @Test
    @DisplayName("if somebody controls it, who is named; orphaned, it is taken over with its number")
    void controlled(User user) {
        // Given
        user.applies(Legacy.successor("", "", "{name: http, containerPort: 80, nodePort: 31022}").replace("{name: shop}", "{name: other}")
                .replace("adopt: true", "name: shop"));
        user.seesReady("other");

        // When
        user.applies(Legacy.successor("", "", HTTP));

        // Then
        assertRefused(user, "ExposedApp other controls it; delete that one with --cascade=orphan, or re-create this app with another "
                + "exposure.service.name");
        assertThat(user.seesEntry(31022, "Held").getSpec().holder().name()).isEqualTo("other");
    }

    @Test
    @DisplayName("while a number that it carries is held by another app, which is named; once that gives it up, it is taken over")
    void heldByAnother(User user) {
        // Given
        user.exposes("other", "{name: web, containerPort: 80, nodePort: 31023}");
        user.seesReady("other");
        user.kubectl("annotate", "xapp", "other", "exposedapp.io/reconcile=disabled");
        user.sees("other", "is left alone", s -> User.why(s, "Progressing").startsWith("ReconcileDisabled"));
        user.kubectl("delete", "service", "other");
        user.applies(Legacy.service("shop", "type: NodePort", "{port: 80, nodePort: 31023}", "{name: more, port: 81, nodePort: 31024}")
                .replace("{port: 80", "{name: http, port: 80"));
        user.applies(Legacy.successor("", "", HTTP, "{name: more, containerPort: 81}"));
        assertRefused(user, "nodePort 31023 is held by " + user.namespace() + "/other (port web) since");
        assertThat(user.entry(31024)).isNull();

        // When
        user.kubectl("delete", "xapp", "other");

        // Then
        assertThat(user.seesReady("shop").portMap()).isEqualTo("80:31023/TCP,81:31024/TCP");
        assertThat(user.seesEntry(31023, "Held").getSpec().holder().name()).isEqualTo("shop");
    }

    @Test
    @DisplayName("while the app pins a port to another number than it has")
    void pinnedElsewhere(User user) {
        // Given
        user.applies(Legacy.service("shop", "type: NodePort", "{name: http, port: 80, nodePort: 31025}"));
        user.applies(Legacy.successor("", "", "{name: http, containerPort: 80, nodePort: 31026}"));
        assertRefused(user, "port http is pinned to 31026, and the Service has 31025 for it");
        assertThat(user.entry(31026)).isNull();

        // When
        user.applies(Legacy.successor("", "", "{name: http, containerPort: 80, nodePort: 31025}"));

        // Then
        assertThat(user.seesReady("shop").portMap()).isEqualTo("80:31025/TCP");
    }

    private static void assertRefused(User user, String why) {
        var status = user.sees("shop", "is refused with its pods", s -> User.is(s, "Stalled", "True") && "2/2".equals(s.ready()));
        assertThat(User.why(status, "Exposed"))
                .startsWith("AdoptionRefused: Service " + user.namespace() + "/shop cannot be taken over: ").contains(why);
        assertThat(User.why(status, "Ready")).startsWith("AdoptionRefused: ");
        assertThat(status.serviceName()).isNull();
        assertThat(user.entries("shop")).isEmpty();
        user.awaits("an event tells it", () -> user.events("shop"),
                events -> events.stream().anyMatch(e -> e.startsWith("AdoptionRefused: ")));
    }
}

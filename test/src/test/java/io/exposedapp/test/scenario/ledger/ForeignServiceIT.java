package io.exposedapp.test.scenario.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.operator.User;
import io.exposedapp.test.operator.WithOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@WithOperator
@DisplayName("A number that a Service of somebody else has")
class ForeignServiceIT {

    @ParameterizedTest(name = "as {1} of a Service of type {2}")
    @DisplayName("is refused with that Service's name, and granted when that one goes")
    @CsvSource({"32210, nodePort, NodePort", "32211, nodePort, LoadBalancer", "32212, healthCheckNodePort, LoadBalancer"})
    void refusedUntilItGoes(int number, String field, String type, User user) {
        // Given
        user.applies(field.equals("nodePort") ? service(type, number) : withHealthCheck(number));
        user.exposes("shop", "{name: http, containerPort: 80, nodePort: %d}".formatted(number));
        var refused = user.sees("shop", "is refused", s -> User.is(s, "Stalled", "True"));
        var as = field.equals("nodePort") ? "" : " as its healthCheckNodePort";
        assertThat(User.why(refused, "PortsReserved")).isEqualTo("PortInUse: http: nodePort " + number + " is used by Service "
                + user.namespace() + "/legacy" + as + ", which no ExposedApp owns; choose another, or delete that Service");
        assertThat(user.entry(number)).isNull();
        user.sees("shop", "runs", s -> "1/1".equals(s.ready()));

        // When
        user.kubectl("delete", "service", "legacy");

        // Then
        assertThat(user.seesReady("shop").portMap()).isEqualTo("80:" + number + "/TCP");
    }

    @Test
    @DisplayName("is granted when that Service gives it up for another")
    void refusedUntilItMoves(User user) {
        // Given
        user.applies(service("NodePort", 32213));
        user.exposes("shop", "{name: http, containerPort: 80, nodePort: 32213}");
        user.sees("shop", "is refused", s -> User.is(s, "Stalled", "True"));

        // When
        user.applies(service("NodePort", 32214));

        // Then
        assertThat(user.seesReady("shop").portMap()).isEqualTo("80:32213/TCP");
    }

    @Test
    @DisplayName("is stepped over when the ledger chooses")
    void steppedOver(User user) {
        // Given
        user.exposes("shop", "{name: http, containerPort: 80}");
        var home = User.number(user.seesReady("shop"), "http");
        user.kubectl("delete", "xapp", "shop");
        user.seesFree(home);
        user.applies(service("NodePort", home));

        // When
        user.exposes("shop", "{name: http, containerPort: 80}");

        // Then
        assertThat(User.number(user.seesReady("shop"), "http")).isNotEqualTo(home);
    }

    private static String service(String type, int number) {
        return """
                apiVersion: v1
                kind: Service
                metadata: {name: legacy}
                spec:
                  type: %s
                  selector: {app: legacy}
                  ports: [{name: http, port: 80, nodePort: %d}]
                """.formatted(type, number);
    }

    private static String withHealthCheck(int number) {
        return """
                apiVersion: v1
                kind: Service
                metadata: {name: legacy}
                spec:
                  type: LoadBalancer
                  externalTrafficPolicy: Local
                  healthCheckNodePort: %d
                  selector: {app: legacy}
                  ports: [{name: http, port: 80, nodePort: 32215}]
                """.formatted(number);
    }
}

package io.exposedapp.test.scenario.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.operator.User;
import io.exposedapp.test.operator.WithOperator;
import io.fabric8.kubernetes.api.model.Service;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WithOperator
@DisplayName("A Service of the app's name that is not the app's")
class NotOursIT {

    @Test
    @DisplayName("is never written; the app says so, claims nothing, runs, and is exposed when it goes")
    void somebodyElses(User user) {
        // Given
        user.applies(service(32280));
        var before = user.seesService("shop");
        user.exposes("shop", "{name: http, containerPort: 80, nodePort: 32281}");
        var status = user.sees("shop", "is refused with a pod", s -> User.is(s, "Stalled", "True") && "1/1".equals(s.ready()));
        assertThat(User.why(status, "Exposed")).isEqualTo("ServiceNotOwned: Service " + user.namespace() + "/shop is not this app's: "
                + "nobody controls it; set exposure.service.adopt: true to take it over, delete or rename it, or re-create this app with another exposure.service.name");
        assertThat(User.why(status, "Ready")).startsWith("ServiceNotOwned: ");
        assertThat(status.serviceName()).isNull();
        user.awaits("an event tells it", () -> user.events("shop"),
                events -> events.stream().anyMatch(e -> e.startsWith("ServiceNotOwned: ")));
        assertThat(user.entries("shop")).isEmpty();
        assertThat(version(user.seesService("shop"))).isEqualTo(version(before));

        // When
        user.kubectl("delete", "service", "shop");

        // Then
        assertThat(user.seesReady("shop").portMap()).isEqualTo("80:32281/TCP");
    }

    @Test
    @DisplayName("is not taken over for having the number that the app pins, and the app says the same")
    void withTheVeryNumber(User user) {
        // Given
        user.applies(service(32282));
        var before = user.seesService("shop");

        // When
        user.exposes("shop", "{name: http, containerPort: 80, nodePort: 32282}");

        // Then
        var status = user.sees("shop", "is refused", s -> User.is(s, "Stalled", "True"));
        assertThat(User.why(status, "Ready")).startsWith("ServiceNotOwned: ");
        assertThat(user.entry(32282)).isNull();
        assertThat(version(user.seesService("shop"))).isEqualTo(version(before));
    }

    @Test
    @DisplayName("may be another app's: of two that name one Service the first has it, and the second says whose it is")
    void twoAppsOneService(User user) {
        // Given
        user.applies(app("first", 32283));
        user.seesReady("first");
        user.applies(app("second", 32284));
        var status = user.sees("second", "is refused", s -> User.is(s, "Stalled", "True"));
        assertThat(User.why(status, "Exposed")).startsWith("ServiceNotOwned: Service " + user.namespace() + "/front is not this app's: ")
                .contains("ExposedApp first controls it");
        assertThat(user.entry(32284)).isNull();
        assertThat(user.kubectl("get", "service", "front")).contains("80:32283/TCP");

        // When
        user.kubectl("delete", "xapp", "first");

        // Then
        assertThat(user.seesReady("second").portMap()).isEqualTo("80:32284/TCP");
        assertThat(user.kubectl("get", "service", "front")).contains("80:32284/TCP").doesNotContain("32283");
    }

    private static String version(Service service) {
        return service.getMetadata().getUid() + " " + service.getMetadata().getResourceVersion();
    }

    private static String service(int number) {
        return """
                apiVersion: v1
                kind: Service
                metadata: {name: shop}
                spec:
                  type: NodePort
                  selector: {app: legacy}
                  ports: [{name: http, port: 80, nodePort: %d}]
                """.formatted(number);
    }

    private static String app(String name, int number) {
        return """
                apiVersion: exposedapp.io/v1
                kind: ExposedApp
                metadata: {name: %s}
                spec:
                  image: registry.example/test/app:1
                  ports: [{name: http, containerPort: 80, nodePort: %d}]
                  exposure: {service: {name: front}}
                """.formatted(name, number);
    }
}

package io.exposedapp.test.scenario.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.exposedapp.test.operator.User;
import io.exposedapp.test.operator.WithOperator;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;

@WithOperator
@Execution(CONCURRENT)
@DisplayName("On a live app")
class MovesIT {

    @Test
    @DisplayName("a pin that is added moves the port to it, the old number rests with an end and is then free")
    void pinAdded(User user) {
        // Given
        user.exposes("shop", "{name: http, containerPort: 80}");
        var old = User.number(user.seesReady("shop"), "http");

        // When
        user.exposes("shop", "{name: http, containerPort: 80, nodePort: 32223}");

        // Then
        var resting = user.seesEntry(old, "CoolingDown");
        assertThat(resting.getSpec().holder().name()).isEqualTo("shop");
        assertThat(Instant.parse(resting.getSpec().until())).isAfter(Instant.parse(resting.getSpec().since()));
        assertThat(user.seesReady("shop").portMap()).isEqualTo("80:32223/TCP");
        user.seesNoEntry(old);
        user.awaits("events tell it", () -> user.events("shop"), events -> events.containsAll(
                List.of("Exposed: opened http on " + old, "Exposed: opened http on 32223 (was " + old + ")")));
    }

    @Test
    @DisplayName("a pin that is changed moves the port, and the Service stays the same one")
    void pinChanged(User user) {
        // Given
        user.exposes("shop", "{name: http, containerPort: 80, nodePort: 32224}");
        user.seesReady("shop");
        var service = user.seesService("shop").getMetadata().getUid();
        var pod = user.pods("shop").getFirst().getMetadata().getUid();

        // When
        user.exposes("shop", "{name: http, containerPort: 80, nodePort: 32225}");

        // Then
        user.seesEntry(32224, "CoolingDown");
        assertThat(user.seesReady("shop").portMap()).isEqualTo("80:32225/TCP");
        assertThat(user.seesService("shop").getMetadata().getUid()).isEqualTo(service);
        assertThat(user.pods("shop")).singleElement().satisfies(p -> assertThat(p.getMetadata().getUid()).isEqualTo(pod));
    }

    @Test
    @DisplayName("a pin that is removed leaves the port on its number")
    void pinRemoved(User user) {
        // Given
        user.exposes("shop", "{name: http, containerPort: 80, nodePort: 32226}");
        user.seesReady("shop");

        // When
        user.exposes("shop", "{name: http, containerPort: 80}");

        // Then
        var status = user.seesReady("shop");
        assertThat(status.portMap()).isEqualTo("80:32226/TCP");
        assertThat(User.port(status, "http").requestedNodePort()).isNull();
    }

    @Test
    @DisplayName("two ports swap their pins in one edit, and no number rests")
    void pinsSwapped(User user) {
        // Given
        user.exposes("shop", "{name: a, containerPort: 80, nodePort: 32227}", "{name: b, containerPort: 81, nodePort: 32228}");
        user.seesReady("shop");

        // When
        user.exposes("shop", "{name: a, containerPort: 80, nodePort: 32228}", "{name: b, containerPort: 81, nodePort: 32227}");

        // Then
        assertThat(user.seesReady("shop").portMap()).isEqualTo("80:32228/TCP,81:32227/TCP");
        assertThat(user.seesEntry(32227, "Held").getSpec().portList()).isEqualTo("b/TCP");
        assertThat(user.seesEntry(32228, "Held").getSpec().portList()).isEqualTo("a/TCP");
        assertThat(user.entries("shop")).hasSize(2).allSatisfy(e -> assertThat(e.getSpec().state()).isEqualTo("Held"));
    }

    @Test
    @DisplayName("a pin that is refused leaves the port on the number that it has, and says both")
    void pinRefused(User user) {
        // Given
        user.exposes("holder", "{name: http, containerPort: 80, nodePort: 32229}");
        user.seesReady("holder");
        user.exposes("shop", "{name: http, containerPort: 80, nodePort: 32230}");
        user.seesReady("shop");

        // When
        user.exposes("shop", "{name: http, containerPort: 80, nodePort: 32229}");

        // Then
        var status = user.sees("shop", "is refused", s -> User.is(s, "Stalled", "True"));
        assertThat(status.portMap()).isEqualTo("80:32230(!32229)/TCP");
        assertThat(User.number(status, "http")).isEqualTo(32230);
        assertThat(User.port(status, "http").message()).startsWith("nodePort 32229 is held by " + user.namespace() + "/holder");
        assertThat(user.kubectl("get", "service", "shop")).contains("80:32230/TCP");
        user.seesEntry(32230, "Held");
    }

    @Test
    @DisplayName("a port that is renamed keeps its number")
    void portRenamed(User user) {
        // Given
        user.exposes("shop", "{name: http, containerPort: 80}");
        var number = User.number(user.seesReady("shop"), "http");

        // When
        user.exposes("shop", "{name: web, containerPort: 80}");

        // Then
        assertThat(User.number(user.seesReady("shop"), "web")).isEqualTo(number);
        assertThat(user.entries("shop")).singleElement().satisfies(entry -> {
            assertThat(entry.getSpec().state()).isEqualTo("Held");
            assertThat(entry.getSpec().portList()).isEqualTo("web/TCP");
        });
    }

    @Test
    @DisplayName("a port that is dropped gives its number up, and the others keep theirs")
    void portDropped(User user) {
        // Given
        user.exposes("shop", "{name: http, containerPort: 80, nodePort: 32231}", "{name: admin, containerPort: 81, nodePort: 32232}");
        user.seesReady("shop");

        // When
        user.exposes("shop", "{name: http, containerPort: 80, nodePort: 32231}");

        // Then
        user.seesEntry(32232, "CoolingDown");
        assertThat(user.kubectl("get", "service", "shop")).contains("80:32231/TCP").doesNotContain("32232");
        user.seesEntry(32231, "Held");
    }

    @Test
    @DisplayName("a pin onto the number of another app of its namespace is granted when that app goes: blue and green")
    void handedOver(User user) {
        // Given
        user.exposes("blue", "{name: http, containerPort: 80, nodePort: 32233}");
        user.seesReady("blue");
        user.exposes("green", "{name: http, containerPort: 80, nodePort: 32233}");
        var waiting = user.sees("green", "is refused and runs", s -> User.is(s, "Stalled", "True") && "1/1".equals(s.ready()));
        assertThat(User.port(waiting, "http").message())
                .startsWith("nodePort 32233 is held by " + user.namespace() + "/blue (port http) since ");

        // When
        user.kubectl("delete", "xapp", "blue");

        // Then
        assertThat(user.seesReady("green").portMap()).isEqualTo("80:32233/TCP");
        assertThat(user.seesEntry(32233, "Held").getSpec().holder().name()).isEqualTo("green");
    }
}

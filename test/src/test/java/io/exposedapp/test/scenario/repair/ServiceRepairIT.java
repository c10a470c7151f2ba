package io.exposedapp.test.scenario.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.exposedapp.test.operator.User;
import io.exposedapp.test.operator.WithOperator;
import io.exposedapp.test.waiting.Wait;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@WithOperator
@Execution(CONCURRENT)
@DisplayName("A Service of an app, edited by hand so that")
class ServiceRepairIT {

    @Test
    @DisplayName("it has the number that another app holds and does not serve yet, makes no claim on it: both keep what they hold")
    void numberOfAnother(User user) {
        // Given
        held(user, 31120);
        user.exposes("shop", "{name: http, containerPort: 80, nodePort: 31121}");
        user.seesReady("shop");

        // When
        changeNumber(user, 31120, "kubectl-patch");

        // Then
        user.awaits("it has its own number", () -> user.service("shop"), s -> numbers(s).equals(List.of(31121)));
        assertThat(user.seesReady("shop").portMap()).isEqualTo("80:31121/TCP");
        assertThat(user.seesEntry(31120, "Held").getSpec().holder().name()).isEqualTo("till");
        user.kubectl("annotate", "xapp", "till", "exposedapp.io/reconcile-");
        assertThat(user.seesReady("till").portMap()).isEqualTo("80:31120/TCP");
    }

    @ParameterizedTest(name = "by {0}")
    @CsvSource({"kubectl-patch, 31122", "exposedapp-operator, 31128"})
    @DisplayName("it has the number that another app holds, makes no claim on it even without an entry of its own, under whichever name it was written: both apps say who has what")
    void numberOfAnotherWithoutEntry(String manager, int taken, User user) {
        // Given
        held(user, taken);
        user.exposes("shop", "{name: http, containerPort: 80}");
        var number = User.number(user.seesReady("shop"), "http");
        disable(user, "shop");
        changeNumber(user, taken, manager);
        user.kubectl("delete", "npr", String.valueOf(number));

        // When
        user.kubectl("annotate", "xapp", "shop", "exposedapp.io/reconcile-");

        // Then
        var contested = user.sees("shop", "is refused", status -> User.is(status, "Stalled", "True"));
        assertThat(User.why(contested, "PortsReserved")).contains(taken + " is held by " + user.namespace() + "/till");
        assertThat(user.seesEntry(taken, "Held").getSpec().holder().name()).isEqualTo("till");
        user.kubectl("annotate", "xapp", "till", "exposedapp.io/reconcile-");
        var till = user.sees("till", "is refused", status -> User.is(status, "Exposed", "False"));
        assertThat(User.why(till, "PortsReserved")).contains(String.valueOf(taken)).contains(user.namespace() + "/shop");
        assertThat(user.seesEntry(taken, "Held").getSpec().holder().name()).isEqualTo("till");
        user.kubectl("delete", "service", "shop");
        assertThat(user.seesReady("till").portMap()).isEqualTo("80:" + taken + "/TCP");
        assertThat(user.seesReady("shop").portMap()).doesNotContain(String.valueOf(taken));
    }

    @Test
    @DisplayName("it lacks a port, has it again with its number")
    void portRemoved(User user) {
        // Given
        user.exposes("shop", "{name: http, containerPort: 80, nodePort: 31123}", "{name: grpc, containerPort: 81, nodePort: 31124}");
        user.seesReady("shop");

        // When
        user.kubectl("patch", "service", "shop", "--type=json", "--patch", "[{op: remove, path: /spec/ports/1}]");

        // Then
        user.awaits("it has both numbers", () -> user.service("shop"),
                s -> List.of(31123, 31124).equals(numbers(s).stream().sorted().toList()));
        user.seesEntry(31123, "Held");
        user.seesEntry(31124, "Held");
        user.seesReady("shop");
    }

    @Test
    @DisplayName("nobody controls it, is the app's again as long as all its numbers are")
    void ownerRemoved(User user) {
        // Given
        user.exposes("shop", "{name: http, containerPort: 80, nodePort: 31125}");
        user.seesReady("shop");
        var uid = user.seesService("shop").getMetadata().getUid();

        // When
        user.kubectl("patch", "service", "shop", "--type=json", "--patch", "[{op: remove, path: /metadata/ownerReferences}]");

        // Then
        var owner = Objects.requireNonNull(user.app("shop")).getMetadata().getUid();
        var back = user.awaits("the app controls it", () -> user.service("shop"),
                s -> s.getMetadata().getOwnerReferences().stream().anyMatch(o -> o.getUid().equals(owner) && o.getController()));
        assertThat(back.getMetadata().getUid()).isEqualTo(uid);
        assertThat(user.seesReady("shop").portMap()).isEqualTo("80:31125/TCP");
    }

    @Test
    @DisplayName("nobody controls it and it has another number, is somebody's own: the app says so, keeps its number, and serves when it is gone")
    void ownerAndNumberChanged(User user) {
        // Given
        user.exposes("shop", "{name: http, containerPort: 80, nodePort: 31126}");
        user.seesReady("shop");
        user.kubectl("patch", "service", "shop", "--type=json", "--patch",
                "[{op: remove, path: /metadata/ownerReferences}, {op: replace, path: /spec/ports/0/nodePort, value: 31127}]");
        var refused = user.sees("shop", "is refused", status -> User.is(status, "Stalled", "True"));
        assertThat(User.why(refused, "Exposed")).startsWith("ServiceNotOwned: ").contains("nobody controls it");
        user.seesEntry(31126, "Held");
        assertThat(user.entry(31127)).isNull();

        // When
        user.kubectl("delete", "service", "shop");

        // Then
        assertThat(user.seesReady("shop").portMap()).isEqualTo("80:31126/TCP");
    }

    /** An app that holds a number and, told to do nothing, does not serve it. */
    private static void held(User user, int number) {
        user.exposes("till", "{name: http, containerPort: 80, nodePort: %d}".formatted(number));
        user.seesReady("till");
        disable(user, "till");
        user.kubectl("delete", "service", "till");
        Wait.until("till has no Service").gone(() -> user.service("till"));
        user.awaits("till holds its number", () -> user.entry(number), entry -> entry.getSpec().holder().name().equals("till"));
    }

    /** Waits until the operator knows: what is done to the Service then is not put right. */
    private static void disable(User user, String app) {
        user.kubectl("annotate", "xapp", app, "exposedapp.io/reconcile=disabled");
        user.sees(app, "is left alone", status -> User.why(status, "Ready").contains("ReconcileDisabled")
                || User.why(status, "Progressing").contains("ReconcileDisabled"));
    }

    private static void changeNumber(User user, int number, String manager) {
        user.kubectl("patch", "service", "shop", "--type=json", "--field-manager=" + manager, "--patch",
                "[{op: replace, path: /spec/ports/0/nodePort, value: %d}]".formatted(number));
    }

    private static List<Integer> numbers(Service service) {
        return service.getSpec().getPorts().stream().map(ServicePort::getNodePort).toList();
    }
}

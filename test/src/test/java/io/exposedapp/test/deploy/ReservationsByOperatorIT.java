package io.exposedapp.test.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.api.v1.NodePortReservation;
import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.cluster.KubectlResult;
import io.exposedapp.test.operator.RunningOperator;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.waiting.Wait;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ControlPlane
@ExtendWith(GuardedCluster.Provider.class)
@DisplayName("Where only the operator writes NodePortReservations")
class ReservationsByOperatorIT {

    private final GuardedCluster guarded;
    private final Person administrator;
    private final Person operator;

    ReservationsByOperatorIT(GuardedCluster guarded) {
        this.guarded = guarded;
        this.administrator = guarded.administrator("default");
        this.operator = Person.operator(guarded.cluster());
    }

    @AfterEach
    void noEntryIsLeft() {
        administrator.runs("delete", "npr", "--all").orThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"create", "apply", "apply --server-side"})
    @DisplayName("an administrator is refused a new one, with what to do, and the operator is not")
    void create(String command) {
        // When
        KubectlResult administrators = administrator.writes(Entries.held(30801), command);
        KubectlResult operators = operator.writes(Entries.held(30801), "create");

        // Then
        assertThat(Person.refusal(administrators)).isEqualTo("only the operator (" + RunningOperator.USER
                + ") writes NodePortReservations, and ada is not it; pin the number in an ExposedApp, or set it aside in the NodePortLedger");
        assertThat(administrators.stderr()).contains("is forbidden");
        operators.orThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"replace", "apply --server-side --force-conflicts"})
    @DisplayName("an administrator is refused a change of what one says, and the operator is not")
    void update(String command) {
        // Given
        operator.writes(Entries.held(30802), "create").orThrow();
        String changed = Entries.held(30802, "evil");

        // When
        KubectlResult administrators = administrator.writes(changed, command);
        KubectlResult operators = operator.writes(changed, "apply --server-side --force-conflicts");

        // Then
        assertThat(Person.refusal(administrators)).startsWith("only the operator ");
        operators.orThrow();
    }

    @Test
    @DisplayName("an administrator may put a label on one")
    void label() {
        // Given
        operator.writes(Entries.held(30803), "create").orThrow();

        // When
        KubectlResult labelled = administrator.runs("label", "npr", "30803", "ticket=4711");

        // Then
        labelled.orThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"background", "foreground", "orphan"})
    @DisplayName("an administrator may delete one, and the garbage collector finishes what it has to")
    void delete(String cascade) {
        // Given
        operator.writes(Entries.held(30804), "create").orThrow();

        // When
        KubectlResult deleted = administrator.runs("delete", "npr", "30804", "--cascade=" + cascade, "--timeout=90s");

        // Then
        deleted.orThrow();
        assertThat(guarded.cluster().client().resources(NodePortReservation.class).withName("30804").get()).isNull();
    }

    @Test
    @DisplayName("a tenant neither writes nor deletes one: RBAC says so, before the policy is asked")
    void tenants() {
        try (var tenant = guarded.tenant()) {
            // Given
            operator.writes(Entries.held(30805), "create").orThrow();

            // When
            KubectlResult deleted = tenant.person().runs("delete", "npr", "30805");

            // Then
            assertThat(deleted.stderr()).contains("cannot delete resource \"nodeportreservations\"");
            assertThat(tenant.person().writes(Entries.held(30806), "create").stderr())
                    .contains("cannot create resource \"nodeportreservations\"");
        }
    }

    @Test
    @DisplayName("the running operator claims, releases and frees numbers as ever")
    void theOperatorIsNotHindered() {
        guarded.ledger("{range: 30810-30819, coolDownSeconds: 1}", 1, "range 30810-30819 ");
        // Those of other tests go with their namespaces; the operator would serve them first.
        Wait.until("no app is left").seen(() -> guarded.cluster().client().resources(ExposedApp.class).inAnyNamespace().list().getItems(),
                List::isEmpty);
        try (var tenant = guarded.pinningTenant(); var _ = RunningOperator.start(guarded.cluster())) {
            // Given
            User user = new User(guarded.cluster(), tenant.namespace().name());
            tenant.person().writes(Person.app("shop", Person.pin(30811), "{name: admin, containerPort: 81}"), "apply").orThrow();
            user.seesReady("shop");

            // When
            user.kubectl("delete", "xapp", "shop");

            // Then
            user.seesNoEntry(30811);
            user.awaits("the app has no entry", () -> user.entries("shop"), List::isEmpty);
        }
    }
}

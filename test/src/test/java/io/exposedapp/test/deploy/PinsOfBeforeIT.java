package io.exposedapp.test.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.cluster.KubectlResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ControlPlane
@ExtendWith(GuardedCluster.Provider.class)
@DisplayName("Where pins must fit the ledger, and the ledger has shrunk, an app that has a pin outside")
class PinsOfBeforeIT {

    private static final String OUTSIDE = Person.app("shop", Person.pin(31205), "{name: admin, containerPort: 81}");

    private final GuardedCluster guarded;
    private final GuardedCluster.Tenant tenant;
    private final Person person;

    PinsOfBeforeIT(GuardedCluster guarded) {
        this.guarded = guarded;
        this.tenant = guarded.pinningTenant();
        this.person = tenant.person();
    }

    @BeforeEach
    void theLedgerShrinks() {
        guarded.ledger("{range: 31200-31209}", 1, "range 31200-31209 ");
        person.writes(OUTSIDE, "apply").orThrow();
        guarded.ledger("{range: 31200-31204}", 1, "range 31200-31204 ");
    }

    @AfterEach
    void theNamespaceGoes() {
        tenant.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"apply", "apply --server-side --force-conflicts", "replace"})
    @DisplayName("stays editable")
    void editable(String command) {
        // When
        KubectlResult edited = person.writes(OUTSIDE.replace("app:1", "app:2"), command);

        // Then
        edited.orThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"apply", "apply --server-side --force-conflicts", "replace"})
    @DisplayName("is refused another one outside, and not one inside")
    void furtherPins(String command) {
        // When
        KubectlResult refused = person.writes(OUTSIDE.replace("containerPort: 81", "containerPort: 81, nodePort: 31206"), command);
        KubectlResult admitted = person.writes(OUTSIDE.replace("containerPort: 81", "containerPort: 81, nodePort: 31204"), command);

        // Then
        assertThat(Person.refusal(refused)).startsWith("admin: nodePort 31206 is not in the valid range 31200-31204 of ledger default; ");
        admitted.orThrow();
    }

    @Test
    @DisplayName("keeps it on a port that is renamed")
    void renamed() {
        // When
        KubectlResult renamed = person.writes(OUTSIDE.replace("name: http", "name: web"), "apply");

        // Then
        renamed.orThrow();
    }

    @Test
    @DisplayName("may pin the number that a port was given before")
    void theNumberThatItHas() {
        // Given
        report("{\"name\":\"admin\",\"protocol\":\"TCP\",\"containerPort\":81,\"port\":81,\"nodePort\":31206}");

        // When
        KubectlResult pinned = person.writes(OUTSIDE.replace("containerPort: 81", "containerPort: 81, nodePort: 31206"), "apply");

        // Then
        pinned.orThrow();
    }

    @Test
    @DisplayName("can be scaled, told about and deleted")
    void everythingElse() {
        // When
        KubectlResult scaled = person.runs("scale", "xapp", "shop", "--replicas=3");

        // Then
        scaled.orThrow();
        report("{\"name\":\"http\",\"protocol\":\"TCP\",\"containerPort\":80,\"port\":80,\"nodePort\":31205}");
        person.runs("delete", "xapp", "shop").orThrow();
    }

    /** A port in the status. */
    private void report(String port) {
        guarded.administrator(person.namespace()).runs("patch", "xapp", "shop", "--subresource=status", "--type=merge", "-p",
                "{\"status\":{\"ports\":[" + port + "]}}").orThrow();
    }
}

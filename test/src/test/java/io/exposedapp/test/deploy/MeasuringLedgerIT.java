package io.exposedapp.test.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.cluster.KubectlResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ControlPlane
@ExtendWith(GuardedCluster.Provider.class)
@DisplayName("Where pins must fit the ledger, as it is and not as it was, a pin")
class MeasuringLedgerIT {

    private final GuardedCluster guarded;
    private final GuardedCluster.Tenant tenant;
    private final Person person;

    MeasuringLedgerIT(GuardedCluster guarded) {
        this.guarded = guarded;
        this.tenant = guarded.pinningTenant();
        this.person = tenant.person();
    }

    @AfterEach
    void theNamespaceGoes() {
        tenant.close();
    }

    @Test
    @DisplayName("is refused only if the app names this ledger or none")
    void anotherLedger() {
        // Given
        guarded.ledger("{range: 31070-31079}", 1, "range 31070-31079 ");
        String app = Person.app("shop", Person.pin(31080));

        // When
        KubectlResult another = person.tries(app + "  exposure: {ledger: not-there-yet}\n");
        KubectlResult thisOne = person.tries(app + "  exposure: {ledger: default}\n");

        // Then
        another.orThrow();
        assertThat(Person.refusal(thisOne)).contains("range 31070-31079 ");
    }

    @Test
    @DisplayName("outside the range that the API server has is refused once the operator has learnt it")
    void learntRange() {
        // Given
        guarded.ledger("{excluded: [\"31081\"]}", 31081, "is excluded");
        String app = Person.app("shop", Person.pin(20000));
        person.tries(app).orThrow();

        // When
        report(currentGeneration(), "31082-31089");

        // Then
        person.seesRefused(app, "nodePort 20000 is not in the valid range 31082-31089 of ledger default");
    }

    @Test
    @DisplayName("is measured by the spec as long as the status tells of an older one")
    void staleStatus() {
        // Given
        guarded.ledger("{range: 31090-31094}", 1, "range 31090-31094 ");
        report(currentGeneration(), "31090-31092");
        person.seesRefused(Person.app("shop", Person.pin(31093)), "range 31090-31092 ");

        // When
        guarded.ledger("{range: 31090-31099}", 1, "range 31090-31099 ");

        // Then
        person.tries(Person.app("shop", Person.pin(31099))).orThrow();
    }

    @Test
    @DisplayName("is admitted where there is no ledger: the app's status will say so")
    void noLedger() {
        // Given
        guarded.ledger("{range: 31100-31109}", 1, "range 31100-31109 ");

        // When
        guarded.administrator("default").runs("delete", "npl", "default").orThrow();

        // Then
        person.seesAdmitted(Person.app("shop", Person.pin(9090)));
    }

    private long currentGeneration() {
        return Long.parseLong(
                guarded.administrator("default").runs("get", "npl", "default", "-o", "jsonpath={.metadata.generation}").orThrow());
    }

    /** What the operator would say of the ledger. */
    private void report(long generation, String range) {
        guarded.administrator("default").runs("patch", "npl", "default", "--subresource=status", "--type=merge", "-p",
                "{\"status\":{\"observedGeneration\":%d,\"range\":\"%s\"}}".formatted(generation, range)).orThrow();
    }
}

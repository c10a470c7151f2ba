package io.exposedapp.test.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.exposedapp.api.v1.NodePortLedger;
import io.exposedapp.operator.cluster.Leadership;
import io.exposedapp.test.waiting.Wait;
import java.io.UncheckedIOException;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;

/** The first ledger, the question for the range, the lease, the ledger's status. All of them are counted. */
@DisplayName("An operator that dies while it starts on an empty cluster")
class CrashAtStartIT extends CrashAlone {

    /** The ledger, the question for the range, JOSDK's for its permissions, the lease, the status, and the lease once more. */
    private static final int WRITES = 6;
    private static final ObjectMapper JSON = new ObjectMapper();

    private String expected;

    @BeforeAll
    void withoutACrash() {
        try (var _ = start(environment("model"))) {
            Wait.until("the ledger is Ready").isSo(() -> Dump.ready(ledger()), this::ledger);
            expected = essence(ledger());
        }
    }

    @Override
    int writes() {
        return WRITES;
    }

    @Override
    void assertSameEnd(CutPoint cut) {
        // Given
        client().resources(NodePortLedger.class).delete();
        client().leases().inNamespace(CrashCluster.SYSTEM).delete();
        dieAt(cut, environment("first"), () -> false);

        // When
        try (var _ = start(environment("successor"))) {

            // Then
            Wait.until("the successor leads").seen(this::leader, "successor"::equals);
            Wait.until("the ledger is what it is without a crash").holds(() -> assertThat(essence(ledger())).isEqualTo(expected));
        }
    }

    /** The shortest lease that the settings allow: a dead leader's has to expire. */
    private static Map<String, String> environment(String name) {
        return Map.of("LEADER_ELECTION", "true", "POD_NAME", name, "LEASE_DURATION_SECONDS", "4", "LEASE_RENEW_DEADLINE_SECONDS", "3",
                "LEASE_RETRY_PERIOD_SECONDS", "1");
    }

    private String leader() {
        var lease = client().leases().inNamespace(CrashCluster.SYSTEM).withName(Leadership.LEASE).get();
        return lease == null ? "" : String.valueOf(lease.getSpec().getHolderIdentity());
    }

    /** The only one; fails if there are more. */
    private JsonNode ledger() {
        try {
            var ledgers = JSON.readTree(client().raw("/apis/exposedapp.io/v1/nodeportledgers")).path("items");
            assertThat(ledgers.size()).isLessThanOrEqualTo(1);
            return ledgers.path(0);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String essence(JsonNode ledger) {
        var essence = JSON.createObjectNode().put("name", ledger.at("/metadata/name").asText());
        essence.set("spec", ledger.path("spec"));
        var status = ledger.path("status").deepCopy();
        status.path("conditions").forEach(condition -> ((ObjectNode) condition).remove("lastTransitionTime"));
        essence.set("status", status);
        return essence.toPrettyString();
    }
}

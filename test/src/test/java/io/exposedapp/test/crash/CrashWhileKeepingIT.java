package io.exposedapp.test.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.api.v1.NodePortLedger;
import io.exposedapp.test.crash.CutPoint.Moment;
import io.exposedapp.test.waiting.Wait;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;

@DisplayName("An operator that dies while it keeps numbers for a ledger in the API server")
class CrashWhileKeepingIT extends CrashAlone {

    private static final String BEFORE = "{numbers: [\"30001\"]}, {numbers: [\"30002\"], note: old}, {numbers: [\"30003\"]}";
    private static final String AFTER = "{numbers: [\"30002\"], note: new}, {numbers: [\"30003\"]}, {numbers: [\"30004\"]}";

    private List<String> expected;
    private int writes;

    @BeforeAll
    void withoutACrash() {
        begin();
        var connection = CutConnection.of(new CutPoint(Integer.MAX_VALUE, Moment.NEVER_SENT));
        try (var _ = start(connection, Map.of())) {
            Wait.until("all is kept").isSo(this::settled, this::kept);
            expected = kept();
            writes = connection.writes(CutConnection.EVERYTHING);
        }
        assertThat(expected).as("what is kept").hasSize(3);
    }

    @Override
    int writes() {
        return writes;
    }

    @Override
    void assertSameEnd(CutPoint cut) {
        // Given
        begin();
        dieAt(cut, Map.of(), this::settled);

        // When
        try (var _ = start(Map.of())) {

            // Then
            Wait.until("what is kept is what it is without a crash").holds(() -> assertThat(kept()).isEqualTo(expected));
            Wait.until("the status says that all is kept").isSo(this::settled, this::ledger);
        }
    }

    /** The ledger after an edit, with what was kept before it. */
    private void begin() {
        client().resources(NodePortLedger.class).delete();
        Wait.until("nothing is kept").seen(this::kept, List::isEmpty);
        setAside(BEFORE);
        try (var _ = start(Map.of())) {
            Wait.until("all is kept").isSo(this::settled, this::kept);
        }
        setAside(AFTER);
    }

    private void setAside(String numbers) {
        client().resource(client().getKubernetesSerialization().unmarshal("""
                apiVersion: exposedapp.io/v1
                kind: NodePortLedger
                metadata: {name: default}
                spec: {range: 30000-30009, setAside: [%s]}
                """.formatted(numbers), NodePortLedger.class)).serverSideApply();
    }

    private boolean settled() {
        var ledger = ledger();
        var status = ledger.getStatus();
        return status != null && ledger.getMetadata().getGeneration().equals(status.observedGeneration())
                && Integer.valueOf(0).equals(status.unheld()) && kept().size() == 3;
    }

    private NodePortLedger ledger() {
        return Objects.requireNonNull(client().resources(NodePortLedger.class).withName("default").get());
    }

    /** What keeps numbers, and what it says that it is for. */
    private List<String> kept() {
        return client().services().inNamespace(CrashCluster.SYSTEM).list().getItems().stream()
                .map(service -> service.getMetadata().getName() + " " + service.getSpec().getPorts().getFirst().getNodePort() + " "
                        + service.getMetadata().getLabels() + " " + service.getMetadata().getAnnotations())
                .sorted().toList();
    }
}

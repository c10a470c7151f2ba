package io.exposedapp.test.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.exposedapp.api.v1.NodePortLedger;
import io.exposedapp.test.crash.CutPoint.Moment;
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
            await("all is kept").atMost(PATIENCE).until(this::settled);
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
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(kept()).isEqualTo(expected));
            await("the status tells that all is kept").atMost(PATIENCE).until(this::settled);
        }
    }

    /** The ledger after an edit, with what was kept before it. */
    private void begin() {
        client().resources(NodePortLedger.class).delete();
        await("nothing is kept").atMost(PATIENCE).until(() -> kept().isEmpty());
        setAside(BEFORE);
        try (var _ = start(Map.of())) {
            await("all is kept").atMost(PATIENCE).until(this::settled);
        }
        setAside(AFTER);
    }

    private void setAside(String numbers) {
        apply("""
                apiVersion: exposedapp.io/v1
                kind: NodePortLedger
                metadata: {name: default}
                spec: {range: 30000-30009, setAside: [%s]}
                """.formatted(numbers));
    }

    private boolean settled() {
        var ledger = Objects.requireNonNull(client().resources(NodePortLedger.class).withName("default").get());
        var status = ledger.getStatus();
        return status != null && ledger.getMetadata().getGeneration().equals(status.observedGeneration())
                && Integer.valueOf(0).equals(status.unheld()) && kept().size() == 3;
    }

    /** What keeps numbers, and what it says that it is for. */
    private List<String> kept() {
        return client().services().inNamespace("exposedapp-system").list().getItems().stream()
                .map(service -> service.getMetadata().getName() + " " + service.getSpec().getPorts().getFirst().getNodePort() + " "
                        + service.getMetadata().getLabels() + " " + service.getMetadata().getAnnotations())
                .sorted().toList();
    }
}

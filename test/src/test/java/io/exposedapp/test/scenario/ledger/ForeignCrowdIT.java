package io.exposedapp.test.scenario.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.api.v1.NodePortLedgerStatus.ForeignService;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.operator.WithOperator;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** More numbers than the small cluster has. */
@WithOperator
@DisplayName("A ledger with many numbers on Services of others")
class ForeignCrowdIT {

    private static final int FIRST = 31360;
    private static final int NUMBERS = 23;

    @Test
    @DisplayName("counts them all and names the first twenty")
    void first20(User user) {
        // Given
        var ledger = "crowd-" + user.namespace();
        user.applies("""
                apiVersion: v1
                kind: Service
                metadata: {name: legacy}
                spec:
                  type: NodePort
                  ports: [%s]
                """.formatted(IntStream.range(0, NUMBERS)
                .mapToObj(n -> "{name: p%1$d, port: %1$d, nodePort: %2$d}".formatted(8000 + n, FIRST + n))
                .collect(Collectors.joining(", "))));

        // When
        user.applies("""
                apiVersion: exposedapp.io/v1
                kind: NodePortLedger
                metadata: {name: %s}
                spec:
                  range: %d-%d
                  namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %s}}
                """.formatted(ledger, FIRST, FIRST + NUMBERS, user.namespace()));

        // Then
        try {
            var status = Objects.requireNonNull(user.awaits("the ledger counts them", () -> user.ledger(ledger),
                    l -> l.getStatus() != null && Integer.valueOf(NUMBERS).equals(l.getStatus().foreign())).getStatus());
            assertThat(status.free()).isEqualTo(1);
            assertThat(status.foreignServices()).containsExactlyElementsOf(IntStream.range(0, 20)
                    .mapToObj(n -> new ForeignService(FIRST + n, user.namespace() + "/legacy")).toList());
        } finally {
            user.kubectl("delete", "npl", ledger);
        }
    }
}

package io.exposedapp.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.api.v1.NodePortLedger;
import io.exposedapp.operator.ledger.Book;
import io.exposedapp.operator.ledger.Ledgers;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A ledger that cannot be read, as one whose range has nothing in common with the API server's,")
class LedgerPlannerTest {

    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    @Test
    @DisplayName("is looked at again when the API server is to be asked for its range again, which may have some of it by then")
    void later() {
        // Given
        var due = NOW.plus(Duration.ofMinutes(7));

        // When
        var plan = LedgerPlanner.plan(unreadable(due), new LedgerLearnt(false, false, Set.of()));

        // Then
        assertThat(plan.lookAgain()).isEqualTo(due);
        assertThat(plan.needsLive()).isFalse();
    }

    @Test
    @DisplayName("asks once it is time, and once a pass")
    void due() {
        // Given
        var seen = unreadable(NOW);

        // When
        var plan = LedgerPlanner.plan(seen, new LedgerLearnt(false, false, Set.of()));

        // Then
        assertThat(plan.needsLive()).isTrue();
        assertThat(LedgerPlanner.plan(seen, new LedgerLearnt(true, false, Set.of())).lookAgain()).isAfter(NOW);
    }

    @Test
    @DisplayName("waits for its correction where the API server was never asked")
    void settled() {
        // When
        var plan = LedgerPlanner.plan(unreadable(null), new LedgerLearnt(false, false, Set.of()));

        // Then
        assertThat(plan.lookAgain()).isNull();
        assertThat(plan.needsLive()).isFalse();
    }

    private static LedgerObserved unreadable(@Nullable Instant askAgain) {
        return new LedgerObserved(new NodePortLedger(),
                new Book(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), Ledgers.of()), null,
                "range 1-2 lies outside the API server's own", askAgain, NOW);
    }
}

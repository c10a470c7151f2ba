package io.exposedapp.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Writes that wait")
class TurnsTest {

    @Test
    @DisplayName("are served by namespace in turn, so that one that asks once is next but one behind a namespace with many")
    void inTurn() {
        // Given
        var turns = new Turns<String>();
        for (int i = 1; i <= 100; i++) {
            turns.add("crowd", "crowd-" + i);
        }
        turns.add("lone", "lone-1");
        turns.add("other", "other-1");

        // When
        var served = new ArrayList<String>();
        while (!turns.isEmpty()) {
            served.add(turns.next());
        }

        // Then
        assertThat(served).hasSize(102).startsWith("crowd-1", "lone-1", "other-1", "crowd-2", "crowd-3").endsWith("crowd-100");
        assertThat(turns.next()).isNull();
    }
}

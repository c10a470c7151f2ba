package io.exposedapp.test.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What requests during a change prove")
class EvidenceTest {

    private static final Tally MANY = new Tally(Map.of(Outcome.OK, 100L), 1);

    @Test
    @DisplayName("is enough when there were many, and the control lost one of its own")
    void enough() {
        // When
        var weaknesses = new Evidence("a rollout", MANY, MANY.with(Outcome.RESET, 1)).weaknesses();

        // Then
        assertThat(weaknesses).isEmpty();
    }

    @Test
    @DisplayName("is little when there were few, or the control lost none")
    void little() {
        // When
        var weaknesses = new Evidence("a rollout", new Tally(Map.of(Outcome.OK, 99L), 1), MANY).weaknesses();

        // Then
        assertThat(weaknesses).containsExactly("only 99 requests were sent to the app",
                "the control lost none of its 100 requests either");
    }
}

package io.exposedapp.test.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A Service's port that gets another name")
class RenameTest {

    private static final Instant PREPARED = Instant.parse("2026-11-21T10:00:00Z");

    @Test
    @DisplayName("has it in time where its endpoints have it within the second between two looks of a kube-proxy")
    void inTime() {
        assertThat(new Rename(PREPARED, after(400), after(700)).isLate()).isFalse();
        assertThat(new Rename(PREPARED, after(400), after(701)).isLate()).isTrue();
    }

    @Test
    @DisplayName("explains what was refused around it, and nothing else")
    void covers() {
        // Given
        var rename = new Rename(PREPARED, after(6_000), after(7_000));

        // Then
        assertThat(rename.covers(after(1_000))).isTrue();
        assertThat(rename.covers(after(12_000))).isTrue();
        assertThat(rename.covers(after(999))).isFalse();
        assertThat(rename.covers(after(12_001))).isFalse();
    }

    private static Instant after(long millis) {
        return PREPARED.plus(Duration.ofMillis(millis));
    }
}

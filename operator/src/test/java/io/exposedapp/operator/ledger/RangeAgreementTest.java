package io.exposedapp.operator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is believed of the API server's range")
class RangeAgreementTest {

    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final LearntRange WIDE = known("30000-32767");
    private static final LearntRange NARROW = known("30000-30999");
    private static final LearntRange ELSEWHERE = known("20000-20999");

    private final RangeAgreement agreement = new RangeAgreement();

    @Test
    @DisplayName("is nothing before the first answer, and then that answer")
    void first() {
        // Given
        var before = agreement.believed();

        // When
        var changed = agreement.answered(WIDE, NOW);

        // Then
        assertThat(before).isNull();
        assertThat(changed).isTrue();
        assertThat(agreement.believed()).isEqualTo(WIDE);
        assertThat(agreement.askAgain()).contains(NOW.plus(RangeAgreement.EVERY));
    }

    @Test
    @DisplayName("is what both have while two answers differ, and a minute later the newer one if it is given again")
    void changes() {
        // Given
        agreement.answered(WIDE, NOW);
        agreement.answered(NARROW, NOW.plusSeconds(10));
        agreement.answered(NARROW, NOW.plusSeconds(69));
        var meanwhile = agreement.believed();
        var again = agreement.askAgain();

        // When
        var changed = agreement.answered(NARROW, NOW.plusSeconds(70));

        // Then
        assertThat(meanwhile).isEqualTo(NARROW);
        assertThat(again).contains(NOW.plusSeconds(70));
        assertThat(changed).isFalse();
        assertThat(agreement.believed()).isEqualTo(NARROW);
        assertThat(agreement.askAgain()).contains(NOW.plusSeconds(70).plus(RangeAgreement.EVERY));
    }

    @Test
    @DisplayName("grows only after that minute")
    void grows() {
        // Given
        agreement.answered(NARROW, NOW);
        agreement.answered(WIDE, NOW.plusSeconds(10));
        var meanwhile = agreement.believed();

        // When
        var changed = agreement.answered(WIDE, NOW.plusSeconds(70));

        // Then
        assertThat(meanwhile).isEqualTo(NARROW);
        assertThat(changed).isTrue();
        assertThat(agreement.believed()).isEqualTo(WIDE);
    }

    @Test
    @DisplayName("goes back when an API server of the former range answers: they are being restarted")
    void disagree() {
        // Given
        agreement.answered(WIDE, NOW);
        agreement.answered(ELSEWHERE, NOW.plusSeconds(10));
        var meanwhile = agreement.believed();

        // When
        agreement.answered(WIDE, NOW.plusSeconds(20));

        // Then
        assertThat(meanwhile).as("nothing is in both, and the newer answer is where a write succeeds").isEqualTo(ELSEWHERE);
        assertThat(agreement.believed()).isEqualTo(WIDE);
        assertThat(agreement.askAgain()).contains(NOW.plusSeconds(20).plus(RangeAgreement.EVERY));
    }

    @Test
    @DisplayName("stays when the API server cannot tell its range for once, and is asked for again later")
    void unknown() {
        // Given
        agreement.answered(WIDE, NOW);

        // When
        var changed = agreement.answered(new LearntRange.Unknown("a policy"), NOW.plusSeconds(10));

        // Then
        assertThat(changed).isFalse();
        assertThat(agreement.believed()).isEqualTo(WIDE);
        assertThat(agreement.askAgain()).contains(NOW.plusSeconds(10).plus(RangeAgreement.EVERY));
    }

    @Test
    @DisplayName("is asked for again where the API server could not tell it")
    void neverKnown() {
        // When
        agreement.answered(new LearntRange.Unknown("a policy"), NOW);

        // Then
        assertThat(agreement.disputed()).isFalse();
        assertThat(agreement.askAgain()).contains(NOW.plus(RangeAgreement.EVERY));
    }

    private static LearntRange known(String range) {
        return new LearntRange.Known(Range.parse(range));
    }
}

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
    @DisplayName("stays what both have while answers alternate, which a load balancer before two API servers makes them do")
    void alternate() {
        // Given
        agreement.answered(WIDE, NOW);
        agreement.answered(NARROW, NOW.plusSeconds(10));

        // When
        var changed = agreement.answered(WIDE, NOW.plusSeconds(20));

        // Then
        assertThat(changed).isFalse();
        assertThat(agreement.believed()).isEqualTo(NARROW);
        assertThat(agreement.askAgain()).contains(NOW.plusSeconds(70));
    }

    @Test
    @DisplayName("does not become the other one, however long answers alternate")
    void alternatingForLong() {
        // Given
        agreement.answered(NARROW, NOW);
        for (int seconds = 0; seconds < 300; seconds += 20) {
            agreement.answered(WIDE, NOW.plusSeconds(seconds));
            agreement.answered(NARROW, NOW.plusSeconds(seconds + 10));
        }

        // When
        var changed = agreement.answered(WIDE, NOW.plusSeconds(310));

        // Then
        assertThat(changed).isFalse();
        assertThat(agreement.believed()).isEqualTo(NARROW);
    }

    @Test
    @DisplayName("is the former range again when a minute has passed without another one")
    void goesBack() {
        // Given
        agreement.answered(WIDE, NOW);
        agreement.answered(NARROW, NOW.plusSeconds(10));
        agreement.answered(WIDE, NOW.plusSeconds(20));

        // When
        var changed = agreement.answered(WIDE, NOW.plusSeconds(70));

        // Then
        assertThat(changed).isTrue();
        assertThat(agreement.believed()).isEqualTo(WIDE);
        assertThat(agreement.askAgain()).contains(NOW.plusSeconds(70).plus(RangeAgreement.EVERY));
    }

    @Test
    @DisplayName("is the one of the last answer where two have nothing in common: that is where a write succeeds")
    void nothingInCommon() {
        // Given
        agreement.answered(WIDE, NOW);
        agreement.answered(ELSEWHERE, NOW.plusSeconds(10));
        var meanwhile = agreement.believed();

        // When
        agreement.answered(WIDE, NOW.plusSeconds(20));

        // Then
        assertThat(meanwhile).isEqualTo(ELSEWHERE);
        assertThat(agreement.believed()).isEqualTo(WIDE);
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
    @DisplayName("is asked for again in a few seconds where answers differ and the last one said nothing")
    void unknownMeanwhile() {
        // Given
        agreement.answered(WIDE, NOW);
        agreement.answered(NARROW, NOW.plusSeconds(10));

        // When
        agreement.answered(new LearntRange.Unknown("a policy"), NOW.plusSeconds(70));

        // Then
        assertThat(agreement.believed()).isEqualTo(NARROW);
        assertThat(agreement.askAgain()).contains(NOW.plusSeconds(75));
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

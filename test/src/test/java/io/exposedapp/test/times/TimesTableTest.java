package io.exposedapp.test.times;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.tier.Tier;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The table of test times")
class TimesTableTest {

    @Test
    @DisplayName("has a line a tier and a line a long class, the longest first, and one for the short ones together")
    void markdown() {
        // Given
        var times = List.of(new TestTime(Tier.NODE, "NodeLossIT", 3, 100_000, 160_000),
                new TestTime(Tier.CONTROL_PLANE, "PinsIT", 4, 0, 1_000),
                new TestTime(Tier.CONTROL_PLANE, "ScaleIT", 2, 1_000, 4_500), new TestTime(Tier.CONTROL_PLANE, "CrashIT", 90, 0, 66_000),
                new TestTime(Tier.CONTROL_PLANE, "LifeIT", 6, 66_000, 96_000));

        // When
        var table = new TimesTable(times).markdown();

        // Then
        assertThat(table).isEqualTo("""
                | tier | classes | tests | minutes of tests | minutes from the first to the last |
                |---|---|---|---|---|
                | control-plane | 4 | 102 | 1.7 | 1.6 |
                | node | 1 | 3 | 1.0 | 1.0 |

                | tier | class | tests | seconds |
                |---|---|---|---|
                | control-plane | CrashIT | 90 | 66.0 |
                | control-plane | LifeIT | 6 | 30.0 |
                | control-plane | 2 classes of less than 5 s | 6 | 4.5 |
                | node | NodeLossIT | 3 | 60.0 |
                """);
    }

    @Test
    @DisplayName("is made of lines that hold what was noted")
    void line() {
        // Given
        var time = new TestTime(Tier.ARGO_CD, "HealthIT", 12, 1_796_041_181_000L, 1_796_041_190_250L);

        // When
        var parsed = TestTime.parse(time.line());

        // Then
        assertThat(parsed).isEqualTo(time);
    }
}

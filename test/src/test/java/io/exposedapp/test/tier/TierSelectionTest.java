package io.exposedapp.test.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;

@DisplayName("The selection of tiers")
class TierSelectionTest {

    @Test
    @DisplayName("is all of them, unless said otherwise")
    void all() {
        assertThat(decide("", "", Optional.empty()).isDisabled()).isFalse();
    }

    @Test
    @DisplayName("skips one that lacks a tool, and says which, in a reason that the report understands")
    void missingTool() {
        // When
        ConditionEvaluationResult result = decide("", "", Optional.of("go 1.26 or newer: apt-get install golang"));

        // Then
        assertThat(result.isDisabled()).isTrue();
        assertThat(result.getReason().flatMap(SkippedTier::parse)).hasValueSatisfying(skipped -> assertThat(skipped.line(12))
                .isEqualTo("TIER control-plane SKIPPED (12 classes): needs go 1.26 or newer: apt-get install golang"));
    }

    @Test
    @DisplayName("leaves out what is not wanted, without a look at what it would need")
    void leftOut() {
        // When
        ConditionEvaluationResult result = TierSelection.parse("core", "").decide(Tier.CONTROL_PLANE, () -> {
            throw new AssertionError("not asked for");
        });

        // Then
        assertThat(result.getReason().flatMap(SkippedTier::parse)).hasValueSatisfying(
                skipped -> assertThat(skipped.line(1)).isEqualTo("TIER control-plane LEFT OUT (1 class): by -Dexposedapp.tiers"));
    }

    @Test
    @DisplayName("fails if a required tier cannot run")
    void required() {
        assertThatIllegalStateException().isThrownBy(() -> decide("", "control-plane", Optional.of("go: install it")))
                .withMessage("test tier control-plane is required (-Dexposedapp.require) and was SKIPPED: needs go: install it");
    }

    @Test
    @DisplayName("knows no tier of another name")
    void unknown() {
        assertThatIllegalArgumentException().isThrownBy(() -> TierSelection.parse("core, cluster", ""))
                .withMessageStartingWith("there is no test tier \"cluster\"; there are core, control-plane, node");
    }

    @Test
    @DisplayName("has nothing to say about tests that are skipped for another reason")
    void otherReason() {
        assertThat(SkippedTier.parse("class io.exposedapp.SomeTest is @Disabled")).isEmpty();
    }

    private static ConditionEvaluationResult decide(String wanted, String required, Optional<String> missing) {
        return TierSelection.parse(wanted, required).decide(Tier.CONTROL_PLANE, () -> missing);
    }
}

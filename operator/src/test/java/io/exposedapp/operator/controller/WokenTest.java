package io.exposedapp.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A pass")
class WokenTest {

    @Test
    @DisplayName("whose stack overflows fails with an exception, after which JOSDK tries again")
    void confinesAStackOverflow() {
        // When
        var failure = catchThrowable(() -> Woken.confined(WokenTest::endless));

        // Then
        assertThat(failure).isInstanceOf(IllegalStateException.class).hasCauseInstanceOf(StackOverflowError.class);
    }

    private static String endless() {
        throw new StackOverflowError();
    }
}

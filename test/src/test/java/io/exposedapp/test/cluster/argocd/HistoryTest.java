package io.exposedapp.test.cluster.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The history of an application")
class HistoryTest {

    @Test
    @DisplayName("counts each sync once, by the write that asks for it, and tells each state that lasted for one write")
    void counts() {
        // Given
        var seen = List.of(shown("Synced", false), shown("OutOfSync", false), shown("OutOfSync", true), shown("OutOfSync", true),
                shown("OutOfSync", false), shown("Synced", false), shown("Synced", true), shown("Synced", false));

        // When
        var history = History.of(seen);

        // Then
        assertThat(history).isEqualTo(
                new History(List.of("Synced, Healthy", "OutOfSync, Healthy", "Synced, Healthy"), 2, 1));
    }

    @Test
    @DisplayName("does not count what was so at its beginning")
    void begins() {
        // When
        var history = History.of(List.of(shown("OutOfSync", true), shown("OutOfSync", true)));

        // Then
        assertThat(history).isEqualTo(new History(List.of("OutOfSync, Healthy"), 0, 0));
    }

    private static ApplicationStatus shown(String sync, boolean operating) {
        return new ApplicationStatus(sync, "Healthy", "", "", operating, "", "", "", List.of(), List.of());
    }
}

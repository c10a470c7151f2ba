package io.exposedapp.test.scenario.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The tables of docs/status.md")
class StatusPageTest {

    @Test
    @DisplayName("have a row for each moment that MomentsIT brings about, and no other")
    void eachRowIsPlayed() {
        // When
        var moments = StatusPage.moments();

        // Then
        assertThat(moments).extracting(Moment::text).doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(plays().map(Play::moment).collect(Collectors.toSet()));
    }

    @Test
    @DisplayName("mark the moments that it writes from the operator's report instead")
    void reportsAreMarked() {
        // When
        var moments = StatusPage.moments();

        // Then
        assertThat(moments.stream().filter(Moment::fromReport).map(Moment::text))
                .containsExactlyInAnyOrderElementsOf(plays().filter(Play::fromReport).map(Play::moment).toList());
    }

    @Test
    @DisplayName("have Ready False only where Stalled is True or the object is Terminating, and kstatus Failed just where Stalled is True")
    void contract() {
        // When
        var moments = StatusPage.moments();

        // Then
        assertThat(moments).isNotEmpty().allSatisfy(moment -> {
            var shown = moment.shown();
            var stalled = shown.stalled().equals("True");
            assertThat(shown.ready().equals("False")).isEqualTo(stalled || shown.reason().equals("Terminating"));
            assertThat(List.of(shown.kstatus().equals("Failed"), shown.argoCd().equals("Degraded"))).containsOnly(stalled);
            assertThat(shown.kubectlWait().equals("returns")).isEqualTo(shown.kstatus().equals("Current"));
        });
    }

    private static Stream<Play> plays() {
        return Stream.of(AppPlays.all(), TroublePlays.all(), QuietPlays.all()).flatMap(List::stream);
    }
}

package io.exposedapp.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.operator.controller.WaitingRoom.Woken;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Apps that wait for numbers")
class DrainTest {

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final long SEED = 4;

    @Test
    @DisplayName("of a thousand only the oldest is woken for one number")
    void oneNumberWakesOneApp() {
        // Given
        var room = new WaitingRoom(10, SEED);
        IntStream.range(0, 1000).forEach(i -> room.waits("app-" + i, 5000 - i));

        // When
        room.frees(30_004);

        // Then
        assertThat(room.wokenWithin(LONG)).containsExactly("app-999");
        assertThat(room.time.nothingPlanned()).isTrue();
    }

    @Test
    @DisplayName("of the same second are woken by name")
    void tiesGoByName() {
        // Given
        var room = new WaitingRoom(10, SEED).waits("beta", 1).waits("alpha", 1);

        // When
        room.frees(30_004);

        // Then
        assertThat(room.wokenWithin(LONG)).containsExactly("alpha");
    }

    @Test
    @DisplayName("are woken one after another, 20 to 50 ms apart, as many as numbers came free")
    void manyNumbersWakeAsManyApps() {
        // Given
        var room = new WaitingRoom(100, SEED);
        IntStream.range(0, 200).forEach(i -> room.waits("app-%03d".formatted(i), i));

        // When
        room.frees(IntStream.range(30_010, 30_060).toArray());

        // Then
        assertThat(room.wokenWithin(LONG)).containsExactlyElementsOf(IntStream.range(0, 50).mapToObj("app-%03d"::formatted).toList());
        var gaps = IntStream.range(1, 50).mapToObj(i -> Duration.between(room.woken.get(i - 1).at(), room.woken.get(i).at())).toList();
        assertThat(gaps).allMatch(gap -> gap.toMillis() >= 20 && gap.toMillis() <= 50);
        assertThat(gaps.stream().distinct()).as("jitter").hasSizeGreaterThan(5);
    }

    @Test
    @DisplayName("follow when the first does not take the number")
    void theNextFollowsWhoDeclines() {
        // Given
        var room = new WaitingRoom(10, SEED).waits("old", 1).waits("middle", 2).waits("young", 3).wontTake();

        // When
        room.frees(30_000);

        // Then
        assertThat(room.wokenWithin(LONG)).containsExactly("old", "middle", "young");
    }

    @Test
    @DisplayName("are held up for two seconds at most by one whose pass fails")
    void aFailedPassHoldsUpNobodyForLong() {
        // Given
        var room = new WaitingRoom(10, SEED).waits("broken", 1).waits("young", 2).wontTake().wontReport();

        // When
        room.frees(30_000);

        // Then
        assertThat(room.wokenWithin(Duration.ofMillis(1999))).containsExactly("broken");
        assertThat(room.wokenWithin(Duration.ofMillis(60))).containsExactly("broken", "young");
    }

    @Test
    @DisplayName("who were passed over for want of room are woken at the next change")
    void nothingIsLost() {
        // Given
        var room = new WaitingRoom(10, SEED).waits("old", 1).waits("young", 2);
        room.frees(30_000);
        room.time.pass(LONG);

        // When
        room.frees(30_001);

        // Then
        assertThat(room.wokenWithin(LONG)).containsExactly("old", "young");
    }

    @Test
    @DisplayName("all hear of an edited ledger, first those that there is room for")
    void newsReachesAll() {
        // Given
        var room = new WaitingRoom(10, SEED).waitsForAnEdit("pinned-outside", 1).waitsFor(30_005, "pinned", 2).waits("third", 3)
                .waits("fourth", 4).waits("fifth", 5);

        // When
        room.widens(2);

        // Then
        assertThat(room.wokenWithin(LONG)).containsExactly("third", "fourth", "pinned-outside", "pinned", "fifth");
    }

    @Test
    @DisplayName("by number are woken for that number only, the oldest first, room or not")
    void pinsAreWokenForTheirNumber() {
        // Given
        var room = new WaitingRoom(10, SEED).waitsFor(30_003, "young", 9).waitsFor(30_003, "old", 1).waitsFor(30_004, "other", 0)
                .waits("anything", 0).waitsForAnEdit("pinned-outside", 0).wontTake();

        // When
        room.frees(30_003);

        // Then
        assertThat(room.wokenWithin(LONG)).containsExactly("old", "young", "anything");
    }

    @Test
    @DisplayName("who pin are not held up by those whom any number would do")
    void pinsComeFirst() {
        // Given
        var room = new WaitingRoom(500, SEED).waitsFor(30_001, "pinned", 9999);
        IntStream.range(0, 300).forEach(i -> room.waits("app-%03d".formatted(i), i));
        room.frees(IntStream.range(30_100, 30_400).toArray());
        room.time.pass(Duration.ofMillis(100));

        // When
        room.frees(30_001);

        // Then
        room.time.pass(Duration.ofMillis(50));
        assertThat(room.woken).extracting(Woken::app).contains("pinned");
    }

    @Test
    @DisplayName("of a namespace over its quota are woken when the quota is raised, as many as it lets in")
    void aRaisedQuotaCures() {
        // Given
        var room = new WaitingRoom(10, SEED).quota(10).waitsForAnEdit("pinned-outside", 0).waitsForQuota("old", 1)
                .waitsForQuota("middle", 2).waitsForQuota("young", 3);
        room.widens(90);
        room.time.pass(LONG);
        room.woken.clear();

        // When
        room.raisesQuota(12);

        // Then
        assertThat(room.wokenWithin(LONG)).containsExactly("old", "middle", "pinned-outside", "young");
    }

    @Test
    @DisplayName("hear of a number of a full ledger that is set aside for them, and nobody else does")
    void setAsideNumbersWakeTheirBeneficiary() {
        // Given
        var room = new WaitingRoom(10, SEED).setAside(30_007, "shop", "heir").waits("old", 1).waits("heir", 2).wontTake();

        // When
        room.frees(30_007);

        // Then
        assertThat(room.wokenWithin(LONG)).containsExactly("heir");
    }
}

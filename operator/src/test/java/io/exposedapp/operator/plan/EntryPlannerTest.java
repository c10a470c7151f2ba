package io.exposedapp.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exposedapp.api.v1.NodePortReservationSpec;
import io.exposedapp.operator.app.App;
import io.exposedapp.operator.ledger.Entry;
import io.exposedapp.operator.ledger.Rules;
import io.exposedapp.operator.plan.EntryObserved.LiveLook;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What becomes of one entry. No release without a live proof about this very number and holder. */
class EntryPlannerTest {

    private static final Entry HELD = NeedTest.ENTRY;
    private static final Entry RESTING = Situation.entry("30001 CoolingDown shop/web app-1 http:80");
    private static final Instant NOW = Situation.NOW;
    private static final LiveLook PROOF = absent(30001, "app-1");

    @Test
    @DisplayName("A number that the cache shows to be wanted is let alone, without a live look")
    void wanted() {
        assertThat(plan(HELD, NeedTest.app("app-1", "http", null), null)).isEqualTo(Plan.settled());
    }

    @Test
    @DisplayName("What the cache shows to be given up is looked at live before anything is written")
    void givenUpInTheCache() {
        assertThat(plan(HELD, null, null)).isEqualTo(Plan.afterLiveLook());
    }

    @Test
    @DisplayName("A live look that contradicts the cache wins: nothing is written, and the cache is asked again later")
    void stillWanted() {
        assertThat(plan(HELD, null, new LiveLook.StillWanted("port http of the app wants it")))
                .isEqualTo(Plan.lookAgainAt(NOW.plus(EntryPlanner.LAG)));
    }

    @Test
    @DisplayName("A cache that wants the number outlives a proof: the app has come back since it was made")
    void wantedAfterTheProof() {
        assertThat(plan(HELD, NeedTest.app("app-2", "http", null), PROOF)).isEqualTo(Plan.settled());
    }

    @Test
    @DisplayName("With its proof the entry begins its rest, which ends after the cool-down of now")
    void release() {
        // When
        var plan = plan(HELD, null, PROOF);

        // Then
        assertThat(plan.actions()).singleElement().isInstanceOfSatisfying(Action.ReleaseEntry.class, release -> {
            assertThat(release.entry()).isEqualTo(HELD);
            assertThat(release.rested().held()).isFalse();
            assertThat(release.rested().holder()).isEqualTo(HELD.holder());
            assertThat(release.rested().since()).isEqualTo(NOW);
            assertThat(release.rested().until()).isEqualTo(NOW.plus(Duration.ofHours(3)));
        });
    }

    @Test
    @DisplayName("With a cool-down of 0 it is free at once, after the same proof")
    void freedAtOnce() {
        assertThat(plan(HELD, null, null, Duration.ZERO)).isEqualTo(Plan.afterLiveLook());
        assertThat(plan(HELD, null, PROOF, Duration.ZERO).actions()).singleElement().isInstanceOfSatisfying(Action.FreeEntry.class,
                free -> assertThat(free.entry()).isEqualTo(HELD));
    }

    @Test
    @DisplayName("Where the ledger is gone the rest lasts a day")
    void withoutLedger() {
        assertThat(Rules.DEFAULTS.coolDown()).isEqualTo(Duration.ofDays(1));
        assertThat(plan(HELD, null, PROOF, Rules.DEFAULTS.coolDown()).actions()).singleElement().isInstanceOfSatisfying(
                Action.ReleaseEntry.class, release -> assertThat(release.rested().until()).isEqualTo(NOW.plus(Duration.ofDays(1))));
    }

    @Test
    @DisplayName("A proof about another number, or about another holder, releases nothing")
    void foreignProof() {
        assertThat(plan(HELD, null, absent(30002, "app-1"))).isEqualTo(Plan.afterLiveLook());
        assertThat(plan(HELD, null, absent(30001, "app-0"))).isEqualTo(Plan.afterLiveLook());
    }

    @Test
    @DisplayName("Nor can such a release be written down")
    void foreignProofInAnAction() {
        var about30002 = new Absence(30002, "app-1", "the app is gone", NOW);

        assertThatThrownBy(() -> new Action.FreeEntry(HELD, about30002)).hasMessageContaining("another number or holder");
        assertThatThrownBy(() -> new Action.ReleaseEntry(HELD, RESTING, about30002)).hasMessageContaining("another number or holder");
    }

    @Test
    @DisplayName("A rest is waited for until its end, and then the entry goes")
    void rest() {
        var until = NOW.plus(Duration.ofHours(23));

        assertThat(plan(RESTING, null, null)).isEqualTo(Plan.lookAgainAt(until));
        assertThat(EntryPlanner.plan(new EntryObserved(RESTING, null, null, NeedTest.BOOK, null, Rules.DEFAULTS, false, until)).actions())
                .containsExactly(new Action.EndRest(RESTING));
    }

    @Test
    @DisplayName("A number that the holder's Service carries is not free, though its rest is over")
    void carriedAtTheEndOfItsRest() {
        var until = NOW.plus(Duration.ofHours(23));
        var service = NeedTest.service(Map.of("http", 30001));

        assertThat(EntryPlanner.plan(new EntryObserved(RESTING, null, service, NeedTest.BOOK, null, Rules.DEFAULTS, false, until)))
                .isEqualTo(Plan.settled());
    }

    @Test
    @DisplayName("A rest goes on although the app is back: its own reconciler takes the number out of it")
    void restOfAnAppThatIsBack() {
        assertThat(plan(RESTING, NeedTest.app("app-2", "http", null), null)).isEqualTo(Plan.lookAgainAt(NOW.plus(Duration.ofHours(23))));
    }

    private static Plan<Action.OfEntry> plan(Entry entry, @Nullable App app, @Nullable LiveLook look) {
        return plan(entry, app, look, Duration.ofHours(3));
    }

    private static Plan<Action.OfEntry> plan(Entry entry, @Nullable App app, @Nullable LiveLook look, Duration coolDown) {
        return EntryPlanner.plan(new EntryObserved(entry, app, null, NeedTest.BOOK, look,
                new Rules(coolDown, NodePortReservationSpec.COOL_DOWN, false, false, null, 0), false,
                NOW));
    }

    private static LiveLook absent(int number, String uid) {
        return new LiveLook.Absent(new Absence(number, uid, "the app is gone", NOW));
    }
}

package io.exposedapp.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.api.v1.NodePortLedger;
import io.exposedapp.api.v1.NodePortLedgerSpec;
import io.exposedapp.api.v1.NodePortReservationSpec;
import io.exposedapp.operator.ledger.Book;
import io.exposedapp.operator.ledger.Carrier;
import io.exposedapp.operator.ledger.Entries;
import io.exposedapp.operator.ledger.Entry;
import io.exposedapp.operator.ledger.Hold;
import io.exposedapp.operator.ledger.LearntRange;
import io.exposedapp.operator.ledger.Ledgers;
import io.exposedapp.operator.ledger.Range;
import io.exposedapp.operator.ledger.Rules;
import io.exposedapp.operator.ledger.Terms;
import io.exposedapp.operator.plan.EntryObserved.LiveLook;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A Service hold-<number>")
class HoldsTest {

    private static final Instant NOW = Situation.NOW;
    private static final Entry RESTING = Situation.entry("30001 CoolingDown shop/web app-1 http:80");
    private static final Entry HELD = Situation.entry("30001 Held shop/web app-1 http:80");
    private static final Rules NO_HOLD = new Rules(Duration.ofDays(1), NodePortReservationSpec.COOL_DOWN, false, false, null, 0);

    static Hold hold(int number) {
        return new Hold(number, "exposedapp-system", "hold-" + number, "hold-uid-" + number,
                new Hold.Owner("NodePortReservation", Integer.toString(number), "entry-" + number), "");
    }

    @Test
    @DisplayName("is made for a number at rest, once a live read has shown the entry as it is known")
    void madeAfterALiveRead() {
        assertThat(plan(RESTING, Rules.DEFAULTS, null, false, book(null, null))).isEqualTo(Plan.afterLiveLook());
        assertThat(plan(RESTING, Rules.DEFAULTS, new LiveLook.AsSeen(), false, book(null, null)).actions())
                .containsExactly(new Action.MakeHold(30001, new Hold.Owner("NodePortReservation", "30001", "entry-30001"),
                        "keeps nodePort 30001 for shop/web (port http), which gave it up on 2026-11-21T11:00:00Z; it rests until "
                                + "2026-11-22T11:00:00Z"));
    }

    @Test
    @DisplayName("is not asked for again in a pass in which the API server has refused it, but some minutes later")
    void refused() {
        assertThat(plan(RESTING, Rules.DEFAULTS, null, true, book(null, null)))
                .isEqualTo(Plan.lookAgainAt(NOW.plus(EntryPlanner.HOLD_RETRY)));
    }

    @Test
    @DisplayName("is not made where there is one, where a Service of somebody has the number, or where the ledger wants none")
    void notMade() {
        var end = Plan.lookAgainAt(NOW.plus(Duration.ofHours(23)));

        assertThat(plan(RESTING, Rules.DEFAULTS, null, false, book(hold(30001), null))).isEqualTo(end);
        assertThat(plan(RESTING, Rules.DEFAULTS, null, false, book(null, 30001))).isEqualTo(end);
        assertThat(plan(RESTING, NO_HOLD, null, false, book(null, null))).isEqualTo(end);
    }

    @Test
    @DisplayName("goes when the ledger wants none any more")
    void switchedOff() {
        assertThat(plan(RESTING, NO_HOLD, null, false, book(hold(30001), null)).actions())
                .containsExactly(new Action.RemoveHold(hold(30001)));
    }

    @Test
    @DisplayName("is swept away from a number that has been held for a while: it was made too late")
    void leftOver() {
        var book = book(hold(30001), null);
        var justHeld = Entries.entry(30001, "entry-30001", "7", "default", Entry.State.HELD, HELD.holder(), "CoolDown", NOW, null);

        assertThat(plan(justHeld, Rules.DEFAULTS, null, false, book)).isEqualTo(Plan.lookAgainAt(NOW.plusSeconds(10)));
        assertThat(plan(HELD, Rules.DEFAULTS, null, false, book).actions()).containsExactly(new Action.RemoveHold(hold(30001)));
    }

    @Test
    @DisplayName("keeps each number that a ledger sets aside and nobody has, after a live read of the ledger")
    void setAside() {
        // Given
        var ledger = ledger("30001", "30003-30004");
        var seen = observed(ledger, book(null, 30003, RESTING));

        // When
        var plan = LedgerPlanner.plan(seen, new LedgerLearnt(false, true, Set.of()));

        // Then
        assertThat(LedgerPlanner.plan(seen, new LedgerLearnt(false, false, Set.of()))).isEqualTo(Plan.afterLiveLook());
        assertThat(plan.actions()).containsExactly(new Action.MakeHold(30004, new Hold.Owner("NodePortLedger", "default", "ledger-uid"),
                "keeps nodePort 30004, which NodePortLedger default sets aside for shop/web: ticket 7"));
        assertThat(LedgerPlanner.plan(seen, new LedgerLearnt(false, true, Set.of(30004))))
                .isEqualTo(Plan.lookAgainAt(NOW.plus(EntryPlanner.HOLD_RETRY)));
    }

    @Test
    @DisplayName("of a ledger goes when the number is not set aside any more, and says what it is for by now")
    void noLongerSetAside() {
        // Given
        var old = new Hold(30004, "exposedapp-system", "hold-30004", "u", new Hold.Owner("NodePortLedger", "default", "ledger-uid"), "old");

        // When
        var gone = LedgerPlanner.plan(observed(ledger("30005"), book(old, 30005)), new LedgerLearnt(false, true, Set.of()));

        // Then
        assertThat(gone.actions()).containsExactly(new Action.RemoveHold(old));
        assertThat(LedgerPlanner.plan(observed(ledger("30004"), book(old, null)), new LedgerLearnt(false, true, Set.of())).actions())
                .containsExactly(new Action.DescribeHold(old, "keeps nodePort 30004, which NodePortLedger default sets aside for shop/web: "
                        + "ticket 7"));
    }

    private static Plan<Action.OfEntry> plan(Entry entry, Rules rules, @Nullable LiveLook look, boolean refused, Book book) {
        var app = entry.held() ? NeedTest.app("app-1", "http", null) : null;
        return EntryPlanner.plan(new EntryObserved(entry, app, null, book, look, rules, refused, NOW));
    }

    private static Book book(@Nullable Hold hold, @Nullable Integer carried, Entry... entries) {
        var byNumber = new TreeMap<Integer, Entry>();
        for (Entry entry : entries) {
            byNumber.put(entry.number(), entry);
        }
        var carriers = new TreeMap<Integer, SortedSet<Carrier>>();
        if (carried != null) {
            carriers.put(carried, new TreeSet<>(Set.of(new Carrier("kube-system", "thing", Carrier.NODE_PORT))));
        }
        return new Book(byNumber, new TreeMap<>(), carriers, hold == null ? new TreeMap<>() : new TreeMap<>(Map.of(hold.number(), hold)),
                Ledgers.of());
    }

    private static NodePortLedger ledger(String... numbers) {
        var ledger = new NodePortLedger();
        ledger.setMetadata(new ObjectMetaBuilder().withName("default").withUid("ledger-uid").build());
        var unset = NodePortLedgerSpec.unset();
        ledger.setSpec(new NodePortLedgerSpec("30000-30009", null,
                List.of(new NodePortLedgerSpec.SetAside(List.of(numbers), new NodePortLedgerSpec.Beneficiary("shop", "web", null),
                        "ticket 7")),
                null, null, null, unset.coolDownSeconds(), null, null, null));
        return ledger;
    }

    private static LedgerObserved observed(NodePortLedger ledger, Book book) {
        return new LedgerObserved(ledger, book, Terms.of(ledger, new LearntRange.Known(new Range(30000, 32767))), null, null, NOW);
    }
}

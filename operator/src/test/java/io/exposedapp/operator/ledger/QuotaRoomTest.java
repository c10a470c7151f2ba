package io.exposedapp.operator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.api.v1.NodePortReservationSpec;
import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.ledger.Entry.State;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("With a quota of two numbers there is room for a claim")
class QuotaRoomTest {

    private static final String LEDGER = "default";

    private final TreeMap<Integer, Entry> entries = new TreeMap<>();
    private final TreeMap<Integer, SortedSet<Carrier>> carriers = new TreeMap<>();

    @Test
    @DisplayName("as long as the namespace has fewer, held, at rest or retained, whoever has them")
    void fewer() {
        enter(entry(30000, "shop", State.HELD));
        enter(entry(30001, "bank", State.HELD));
        assertThat(roomFor(30009, 2)).isTrue();
        enter(entry(30002, "shop", State.COOLING_DOWN));
        assertThat(roomFor(30009, 2)).isFalse();
        entries.put(30002, entry(30002, "shop", State.RETAINED));
        assertThat(roomFor(30009, 2)).isFalse();
    }

    @Test
    @DisplayName("of a number that the app's Service carries already, however many there are")
    void carried() {
        enter(entry(30000, "shop", State.HELD));
        enter(entry(30001, "shop", State.HELD));
        carriers.put(30008, new TreeSet<>(List.of(new Carrier("shop", "other", Carrier.NODE_PORT))));
        carriers.put(30009, new TreeSet<>(List.of(new Carrier("shop", "web", Carrier.NODE_PORT))));
        assertThat(roomFor(30008, 2)).isFalse();
        assertThat(roomFor(30009, 2)).isTrue();
    }

    @Test
    @DisplayName("in place of a number of the app's own that a Service of somebody else has, or that the API server will not allocate")
    void lost() {
        enter(entry(30000, "shop", State.HELD));
        enter(entry(30001, "shop", State.HELD));
        assertThat(Quota.roomFor(book(2), claim(30009), Map.of(30001, Scene.NOW), 0)).isTrue();
        carriers.put(30000, new TreeSet<>(List.of(new Carrier("bank", "thief", Carrier.NODE_PORT))));
        assertThat(roomFor(30009, 2)).isTrue();
    }

    @Test
    @DisplayName("always when the ledger has no quota by now, or is gone")
    void noQuota() {
        enter(entry(30000, "shop", State.HELD));
        assertThat(roomFor(30009, null)).isTrue();
        assertThat(Quota.roomFor(new Book(entries, new TreeMap<>(), carriers, new TreeMap<>(), Ledgers.of()), claim(30009), Map.of(), 0))
                .isTrue();
    }

    private void enter(Entry entry) {
        entries.put(entry.number(), entry);
    }

    private boolean roomFor(int number, @Nullable Integer quota) {
        return Quota.roomFor(book(quota), claim(number), Map.of(), 0);
    }

    private Book book(@Nullable Integer quota) {
        var rules = new Rules(Rules.DEFAULTS.coolDown(), NodePortReservationSpec.COOL_DOWN, true, false, quota, 0);
        var terms = new Terms(LEDGER, new Range(30000, 30009), null, NumberSet.excluded(List.of()), rules);
        return new Book(entries, new TreeMap<>(), carriers, new TreeMap<>(), Ledgers.of(terms));
    }

    private static Entry claim(int number) {
        return Entry.claim(number, LEDGER, holder("shop"), NodePortReservationSpec.COOL_DOWN, Scene.NOW);
    }

    private static Entry entry(int number, String namespace, State state) {
        return Entries.entry(number, "uid", "1", LEDGER, state, holder(namespace), NodePortReservationSpec.COOL_DOWN, Scene.EARLIER,
                state == State.COOLING_DOWN ? Scene.NOW.plusSeconds(60) : null);
    }

    private static Holder holder(String namespace) {
        return new Holder(new AppRef(namespace, "web"), "uid of web", "web", List.of(new HeldPort("http", "TCP", 80)));
    }
}

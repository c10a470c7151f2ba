package io.exposedapp.operator.ledger;

import io.exposedapp.api.v1.NodePortReservationSpec;
import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.ledger.Entry.State;
import io.exposedapp.operator.ledger.EntryText.Reading.Unreadable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger knows and what one app asks of it, told in one breath. Unless said otherwise: ledger "default" with the range
 * 30000-30009, and the app is shop/web with a Service of its name.
 */
final class Scene {

    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    static final Instant EARLIER = Instant.parse("2026-11-20T08:00:00Z");

    private final TreeMap<Integer, Entry> entries = new TreeMap<>();
    private final TreeMap<Integer, Unreadable> unreadable = new TreeMap<>();
    private final Map<Integer, Set<Carrier>> carriers = new HashMap<>();
    private @Nullable Range range = new Range(30000, 30009);
    private boolean ledger = true;
    private List<String> excluded = List.of();
    private final TreeMap<String, String> specs = new TreeMap<>();
    private AppRef app = ref("shop/web");
    private String uid = uid("shop/web");
    private @Nullable String service;
    private List<PortText> ports = List.of();
    private final Map<String, Integer> carried = new HashMap<>();
    private final Map<Integer, Instant> rejected = new HashMap<>();
    private final Map<Integer, Range> outOfRange = new HashMap<>();
    private final Set<Integer> proven = new HashSet<>();
    private final Set<Integer> fresh = new HashSet<>();
    private @Nullable String asked;
    private @Nullable String reclaimPolicy;
    private Map<String, String> labels = Map.of();

    static AppRef ref(String text) {
        int slash = text.indexOf('/');
        return new AppRef(text.substring(0, slash), text.substring(slash + 1));
    }

    static String uid(String app) {
        return "uid of " + app;
    }

    Scene range(int first, int last) {
        range = new Range(first, last);
        return this;
    }

    Scene rangeUnknown() {
        range = null;
        return this;
    }

    Scene noLedger() {
        ledger = false;
        return this;
    }

    Scene excluded(String... items) {
        excluded = List.of(items);
        return this;
    }

    /** A ledger as an administrator writes its spec; one named "default" is instead of the usual one. */
    Scene ledger(String name, String spec) {
        specs.put(name, spec);
        return this;
    }

    /** An entry Held by an app for ports like {@code http:80} and {@code dns:53/UDP}. */
    Scene held(int number, String holder, String... heldPorts) {
        return heldSince(number, EARLIER, holder, heldPorts);
    }

    Scene heldSince(int number, Instant since, String holder, String... heldPorts) {
        entries.put(number, entry(number, State.HELD, holder, uid(holder), since, heldPorts));
        return this;
    }

    /** An entry Held by an app of that name, but with another UID: it has been deleted. */
    Scene heldByPredecessor(int number, String holder, String... heldPorts) {
        entries.put(number, entry(number, State.HELD, holder, "uid of its predecessor", EARLIER, heldPorts));
        return this;
    }

    Scene resting(int number, String holder, String... heldPorts) {
        return restingSince(number, EARLIER, holder, heldPorts);
    }

    Scene restingSince(int number, Instant since, String holder, String... heldPorts) {
        entries.put(number, entry(number, State.COOLING_DOWN, holder, uid(holder), since, heldPorts));
        return this;
    }

    Scene retained(int number, String holder, String... heldPorts) {
        entries.put(number, entry(number, State.RETAINED, holder, uid(holder), EARLIER, heldPorts));
        return policyOf(number, NodePortReservationSpec.RETAIN);
    }

    /** The entry belongs to this ledger. */
    Scene ledgerOf(int number, String ofLedger) {
        return changed(entry(number), ofLedger, entry(number).reclaimPolicy());
    }

    Scene policyOf(int number, String policy) {
        return changed(entry(number), entry(number).ledger(), policy);
    }

    private Scene changed(Entry old, String ofLedger, String policy) {
        entries.put(old.number(), new Entry(old.number(), old.uid(), old.resourceVersion(), ofLedger, old.state(), old.holder(), policy,
                old.since(), old.until(), old.confirmed()));
        return this;
    }

    Scene unreadable(int number, String problem) {
        unreadable.put(number, new Unreadable(number, "entry " + number, "7", problem));
        return this;
    }

    /** A Service, anybody's, that has the number as a nodePort. */
    Scene onService(int number, String name) {
        return onService(number, name, Carrier.NODE_PORT);
    }

    Scene onService(int number, String name, String field) {
        var at = ref(name);
        carriers.computeIfAbsent(number, n -> new HashSet<>()).add(new Carrier(at.namespace(), at.name(), field));
        return this;
    }

    Scene app(String name) {
        app = ref(name);
        uid = uid(name);
        return this;
    }

    /** The app's {@code exposure.ledger}. */
    Scene asks(String forLedger) {
        asked = forLedger;
        return this;
    }

    /** The app's {@code exposure.reclaimPolicy}. */
    Scene reclaims(String policy) {
        reclaimPolicy = policy;
        return this;
    }

    /** A label of the app's namespace. */
    Scene labelled(String key, String value) {
        labels = Map.of(key, value);
        return this;
    }

    Scene service(String name) {
        service = name;
        return this;
    }

    /** The app's own Service has the number for the port. */
    Scene carries(String port, int number) {
        carried.put(port, number);
        return onService(number, app.namespace() + "/" + serviceName());
    }

    /** The app's own Service has the number for the port, and a live look has shown that the operator wrote it there. */
    Scene carriesProven(String port, int number) {
        proven.add(number);
        return carries(port, number);
    }

    /** The API server says since then that the number is not in its range. */
    Scene outOfRange(int number, Range range, Instant since) {
        outOfRange.put(number, range);
        return rejected(number, since);
    }

    Scene rejected(int number, Instant since) {
        rejected.put(number, since);
        return this;
    }

    /** The entry was created in this very pass. */
    Scene fresh(int number) {
        fresh.add(number);
        return this;
    }

    /** The app's ports, like {@code http:80}, {@code dns:53/UDP} and, pinned, {@code http:80=30001}. */
    Scene wants(String... texts) {
        ports = Arrays.stream(texts).map(PortText::parse).toList();
        return this;
    }

    Book book() {
        var sorted = new TreeMap<Integer, TreeSet<Carrier>>();
        carriers.forEach((number, all) -> sorted.put(number, new TreeSet<>(all)));
        return new Book(entries, unreadable, Collections.unmodifiableSortedMap(sorted), new TreeMap<>(), ledgers());
    }

    private Ledgers ledgers() {
        var written = LedgerText.read(specs);
        var usual = terms();
        if (usual == null || specs.containsKey("default")) {
            return written;
        }
        var all = new TreeMap<>(written.terms());
        all.put("default", usual);
        var rules = new TreeMap<>(written.rules());
        rules.put("default", usual.rules());
        return new Ledgers(all, written.unreadable(), rules);
    }

    @Nullable
    Terms terms() {
        return ledger
                ? new Terms("default", range, range == null ? "nobody said" : null, NumberSet.excluded(excluded), Rules.DEFAULTS)
                : null;
    }

    Entry entry(int number) {
        return book().entry(number).orElseThrow();
    }

    Allocation allocate() {
        return allocate(ports);
    }

    Allocation allocateShuffled(Random random) {
        var shuffled = new ArrayList<>(ports);
        Collections.shuffle(shuffled, random);
        return allocate(shuffled);
    }

    private Allocation allocate(List<PortText> inOrder) {
        var demand = new Demand(app, uid, serviceName(), inOrder.stream().map(PortText::asPort).toList(), carried, rejected,
                outOfRange, new Demand.Wish(asked, reclaimPolicy, labels), proven);
        return Allocator.allocate(book(), demand, fresh, NOW);
    }

    private String serviceName() {
        return service == null ? app.name() : service;
    }

    private static Entry entry(int number, State state, String holder, String uid, Instant since, String... heldPorts) {
        var of = ref(holder);
        var held = Arrays.stream(heldPorts).map(text -> PortText.parse(text).asHeld()).toList();
        return Entries.entry(number, "entry " + number, "7", "default", state, new Holder(of, uid, of.name(), held),
                NodePortReservationSpec.COOL_DOWN, since, state == State.COOLING_DOWN ? since.plus(Duration.ofDays(2)) : null);
    }
}

package io.exposedapp.operator.controller;

import io.exposedapp.api.v1.NodePortLedger;
import io.exposedapp.api.v1.NodePortLedgerSpec;
import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.controller.Wish.AnyNumber;
import io.exposedapp.operator.ledger.Book;
import io.exposedapp.operator.ledger.Entries;
import io.exposedapp.operator.ledger.Entry;
import io.exposedapp.operator.ledger.HeldPort;
import io.exposedapp.operator.ledger.Holder;
import io.exposedapp.operator.ledger.Ledgers;
import io.exposedapp.operator.ledger.Room;
import io.exposedapp.operator.ledger.Terms;
import io.exposedapp.operator.status.Reason;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A ledger "default" with numbers from 30000 on, all of them held, and apps that wait. An app that is woken takes a number at its pass, 10 ms
 * later, if there is one; unless it is told not to.
 */
final class WaitingRoom {

    record Woken(String app, Instant at) {
    }

    final VirtualTime time = new VirtualTime();
    final List<Woken> woken = new ArrayList<>();
    private final Waiting waiting = new Waiting();
    private final Drain drain;
    private final TreeMap<Integer, Entry> entries = new TreeMap<>();
    private final List<NodePortLedgerSpec.SetAside> setAside = new ArrayList<>();
    private int last;
    private @Nullable Integer quota;
    private boolean takes = true;
    private boolean reports = true;

    WaitingRoom(int numbers, long seed) {
        widen(numbers);
        drain = new Drain(waiting, () -> new Room(book()), this::wake, time, time, new Random(seed));
    }

    private void widen(int numbers) {
        last = 29_999 + numbers;
        for (int number = 30_000; number <= last; number++) {
            hold(number, new AppRef("shop", "holder-" + number));
        }
    }

    /** Apps take nothing when they are woken. */
    WaitingRoom wontTake() {
        takes = false;
        return this;
    }

    /** Passes fail before they report. */
    WaitingRoom wontReport() {
        reports = false;
        return this;
    }

    WaitingRoom quota(@Nullable Integer newQuota) {
        quota = newQuota;
        return this;
    }

    WaitingRoom setAside(int number, String namespace, String app) {
        setAside.add(new NodePortLedgerSpec.SetAside(List.of(Integer.toString(number)),
                new NodePortLedgerSpec.Beneficiary(namespace, app, null), null));
        return this;
    }

    WaitingRoom waits(String app, int created) {
        return waits(app, created, Set.of(), List.of(new AnyNumber("default", "http", false)));
    }

    WaitingRoom waitsForQuota(String app, int created) {
        return waits(app, created, Set.of(), List.of(new AnyNumber("default", "http", true)));
    }

    WaitingRoom waitsFor(int number, String app, int created) {
        return waits(app, created, Set.of(number), List.of());
    }

    WaitingRoom waitsForAnEdit(String app, int created) {
        return waits(app, created, Set.of(), List.of());
    }

    private WaitingRoom waits(String app, int created, Set<Integer> numbers, List<AnyNumber> any) {
        var at = Instant.parse("2026-11-21T00:00:00Z").plusSeconds(created).toString();
        waiting.put(ref(app), new Wish(at, List.of(Reason.LEDGER_EXHAUSTED), 1, numbers, any));
        return this;
    }

    void frees(int... numbers) {
        for (int number : numbers) {
            entries.remove(number);
            drain.number(number);
        }
    }

    void widens(int numbers) {
        last += numbers;
        drain.news(_ -> true);
    }

    void raisesQuota(int newQuota) {
        quota = newQuota;
        drain.news(_ -> true);
    }

    List<String> wokenWithin(Duration patience) {
        time.pass(patience);
        return woken.stream().map(Woken::app).toList();
    }

    private void wake(AppRef app) {
        woken.add(new Woken(app.name(), time.instant()));
        time.after(Duration.ofMillis(10), () -> pass(app));
    }

    private void pass(AppRef app) {
        var room = new Room(book());
        if (takes && room.free("default") > 0 && room.underQuota("default", app.namespace()) > 0) {
            for (int number = 30_000; number <= last; number++) {
                if (!entries.containsKey(number)) {
                    hold(number, app);
                    waiting.forget(app);
                    drain.number(number);
                    break;
                }
            }
        }
        if (reports) {
            drain.reported(app);
        }
    }

    private void hold(int number, AppRef app) {
        entries.put(number, Entries.entry(number, "uid", "1", "default", Entry.State.HELD,
                new Holder(app, "uid", app.name(), List.of(new HeldPort("http", "TCP", 80))), "CoolDown", Instant.EPOCH, null));
    }

    private Book book() {
        var ledger = new NodePortLedger();
        ledger.setMetadata(new ObjectMetaBuilder().withName("default").build());
        ledger.setSpec(new NodePortLedgerSpec("30000-" + last, null, setAside, null, null, quota, null, null, null, null));
        var terms = Terms.of(ledger, null);
        return new Book(entries, new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), Ledgers.of(terms));
    }

    private static AppRef ref(String app) {
        return new AppRef("shop", app);
    }
}

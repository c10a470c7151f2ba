package io.exposedapp.operator.cluster;

import io.exposedapp.operator.exposure.SeenService;
import io.exposedapp.operator.ledger.Book;
import io.exposedapp.operator.ledger.Carrier;
import io.exposedapp.operator.ledger.Entry;
import io.exposedapp.operator.ledger.EntryText.Reading;
import io.exposedapp.operator.ledger.Hold;
import io.exposedapp.operator.ledger.Ledgers;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who has which number, kept current at every change so that a pass need not read every entry and every Service again. Under one lock: a
 * sorted copy of a concurrent map that changes meanwhile fails, or leaves out its last numbers, which would then look free.
 */
final class Numbers {

    private final String namespace;
    private final TreeMap<Integer, Entry> entries = new TreeMap<>();
    private final TreeMap<Integer, Reading.Unreadable> unreadable = new TreeMap<>();
    private final TreeMap<Integer, SortedSet<Carrier>> carriers = new TreeMap<>();
    private final TreeMap<Integer, Hold> holds = new TreeMap<>();

    /** UIDs of the entries whose number was seen on the Service of their holder, by number. */
    private final TreeMap<Integer, String> served = new TreeMap<>();

    /** As it was last asked for, until something changes: at a start every entry is looked at while nothing does, and a copy is all of them. */
    private @Nullable Book copied;

    /**
     * Nobody has a number.
     *
     * @param namespace the operator's own, where it keeps numbers
     */
    Numbers(String namespace) {
        this.namespace = namespace;
    }

    synchronized void entryChanged(@Nullable Reading before, @Nullable Reading now) {
        copied = null;
        switch (now) {
            case Reading.Read(Entry entry) -> {
                entries.put(entry.number(), entry);
                unreadable.remove(entry.number());
            }
            case Reading.Unreadable unread -> {
                unreadable.put(unread.number(), unread);
                entries.remove(unread.number());
            }
            case Reading.NoNumber _ -> {
            }
            case null -> forget(before);
        }
    }

    private void forget(@Nullable Reading before) {
        switch (before) {
            case Reading.Read(Entry entry) -> {
                entries.remove(entry.number());
                served.remove(entry.number());
            }
            case Reading.Unreadable unread -> unreadable.remove(unread.number());
            case Reading.NoNumber _ -> {
            }
            case null -> {
            }
        }
    }

    /** A Service came, changed or went; one of the operator's own that keeps a number is no carrier of it. */
    synchronized void serviceChanged(@Nullable SeenService before, @Nullable SeenService now) {
        copied = null;
        var hold = now == null ? Optional.<Hold>empty() : HoldReading.read(now, namespace);
        if (before != null) {
            HoldReading.read(before, namespace).ifPresent(old -> holds.remove(old.number()));
        }
        if (hold.isPresent()) {
            holds.put(hold.get().number(), hold.get());
            carried(before, null);
        } else {
            carried(before, now);
            if (now != null) {
                now.numbers().forEach(number -> noteServed(number, now));
            }
        }
    }

    private void noteServed(int number, SeenService service) {
        var entry = entries.get(number);
        if (entry != null && service.controlledBy(entry.holder().uid())) {
            served.put(number, entry.uid());
        }
    }

    /** The number has been on the Service of the entry's holder since the entry was made, as far as Services were seen. */
    synchronized boolean wasServed(Entry entry) {
        return entry.uid().equals(served.get(entry.number()));
    }

    private void carried(@Nullable SeenService before, @Nullable SeenService now) {
        if (now != null) {
            carriers(now).forEach((number, carrier) -> carriers.compute(number, (n, all) -> with(all, carrier)));
        }
        if (before != null) {
            carriers(before).forEach((number, carrier) -> {
                if (now == null || !now.carries(number)) {
                    carriers.computeIfPresent(number, (n, all) -> without(all, carrier));
                }
            });
        }
    }

    private static SortedMap<Integer, Carrier> carriers(SeenService service) {
        var carriers = new TreeMap<Integer, Carrier>();
        for (int number : service.numbers()) {
            var field = number == service.healthCheckNodePort() ? Carrier.HEALTH_CHECK_NODE_PORT : Carrier.NODE_PORT;
            carriers.put(number, new Carrier(service.namespace(), service.name(), field));
        }
        return carriers;
    }

    private static SortedSet<Carrier> with(@Nullable SortedSet<Carrier> all, Carrier carrier) {
        var more = all == null ? new TreeSet<Carrier>() : new TreeSet<>(all);
        more.add(carrier);
        return more;
    }

    private static @Nullable SortedSet<Carrier> without(SortedSet<Carrier> all, Carrier carrier) {
        var fewer = new TreeSet<>(all);
        fewer.remove(carrier);
        return fewer.isEmpty() ? null : fewer;
    }

    synchronized Book book(Ledgers ledgers) {
        if (copied == null || !copied.ledgers().equals(ledgers)) {
            copied = new Book(entries, unreadable, carriers, holds, ledgers);
        }
        return copied;
    }
}

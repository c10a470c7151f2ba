package io.exposedapp.operator.ledger;

import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.ledger.EntryText.Reading.Unreadable;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * All that is known of node port numbers at one moment.
 *
 * @param entries by number
 * @param unreadable entries that cannot be read; their numbers count as taken
 * @param carriers every Service that has the number, ours and others'
 * @param holds numbers that the operator itself keeps in the API server's allocator
 */
public record Book(
        NavigableMap<Integer, Entry> entries,
        SortedMap<Integer, Unreadable> unreadable,
        SortedMap<Integer, SortedSet<Carrier>> carriers,
        SortedMap<Integer, Hold> holds,
        Ledgers ledgers) {

    public Book {
        entries = Collections.unmodifiableNavigableMap(new TreeMap<>(entries));
        unreadable = Collections.unmodifiableSortedMap(new TreeMap<>(unreadable));
        carriers = Collections.unmodifiableSortedMap(new TreeMap<>(carriers));
        holds = Collections.unmodifiableSortedMap(new TreeMap<>(holds));
    }

    public Optional<Entry> entry(int number) {
        return Optional.ofNullable(entries.get(number));
    }

    /** Entries of the app by namespace and name, held and resting, whatever the UID; by number. */
    public List<Entry> of(AppRef app) {
        return entries.values().stream().filter(e -> e.holder().app().equals(app)).toList();
    }

    /** A Service other than the named one that has the number. */
    Optional<Carrier> carrierOtherThan(String namespace, String service, int number) {
        var all = carriers.get(number);
        return all == null ? Optional.empty() : all.stream().filter(c -> !c.is(namespace, service)).findFirst();
    }

    /**
     * A Service of somebody else has the number in the API server's allocator, whatever our entry says. Not so the Service of the app's
     * predecessor, which had another name and is on its way out: the number is the same app's.
     */
    boolean lost(Demand demand, int number) {
        var namespace = demand.app().namespace();
        var former = entry(number).map(Entry::holder).filter(h -> h.app().equals(demand.app())).map(Holder::service)
                .orElse(demand.service());
        return carrierOtherThan(namespace, demand.service(), number).filter(c -> !c.is(namespace, former)).isPresent();
    }

    /**
     * What the entry for the number, if there is one, has against a claim by the app; nothing where the app's own Service proves the number,
     * for no two Services can carry one, so that whatever the entry says is not what the operator wrote.
     */
    Optional<Refusal> obstacle(Demand demand, int number) {
        if (demand.proven().contains(number)) {
            return Optional.empty();
        }
        var unread = unreadable.get(number);
        if (unread != null) {
            return Optional.of(new Refusal.EntryUnreadable(number, unread.problem()));
        }
        var app = demand.app();
        var entry = entries.get(number);
        if (entry == null || entry.heldBy(app)) {
            return Optional.empty();
        }
        if (entry.held()) {
            return Optional.of(new Refusal.HeldBy(number, entry));
        }
        // A firewall hole belongs to a team, and so does a namespace: renaming an app or blue/green need not wait.
        return entry.holder().app().namespace().equals(app.namespace())
                ? Optional.empty()
                : Optional.of(new Refusal.Resting(number, entry));
    }

    /** Numbers that the ledger might grant, were they not on a Service that no entry stands for. */
    public SortedMap<Integer, Carrier> foreign(Terms terms) {
        var foreign = new TreeMap<Integer, Carrier>();
        carriers.forEach((number, all) -> {
            if (terms.range() != null && terms.admits(number) && unclaimed(number)) {
                foreign.put(number, all.first());
            }
        });
        return foreign;
    }

    /** Nobody has an entry for the number, readable or not. */
    boolean unclaimed(int number) {
        return !entries.containsKey(number) && !unreadable.containsKey(number);
    }
}

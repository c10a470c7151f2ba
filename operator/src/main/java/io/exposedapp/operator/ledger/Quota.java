package io.exposedapp.operator.ledger;

import io.exposedapp.operator.app.AppRef;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How many new numbers of a ledger a namespace may still have. What it has counts, at rest or not: a namespace that could churn through numbers
 * would block them all. What it has is never taken away, so nothing but a new entry needs room. A number that the app cannot be served on, and
 * gives up for a new one, does not count: nobody's Service ends because of a quota.
 *
 * @param quota null = no limit
 * @param used by app
 */
public record Quota(String ledger, String namespace, @Nullable Integer quota, SortedMap<AppRef, Integer> used) {

    static Quota of(Book book, Ledgers.Choice choice, Demand demand) {
        var namespace = demand.app().namespace();
        if (!(choice instanceof Ledgers.Choice.Chosen(Terms terms)) || terms.rules().quotaPerNamespace() == null) {
            return new Quota("", namespace, null, new TreeMap<>());
        }
        var used = new TreeMap<AppRef, Integer>();
        book.entries().values().stream()
                .filter(e -> e.ledger().equals(terms.ledger()) && e.holder().app().namespace().equals(namespace)
                        && !givenUp(book, demand, e))
                .forEach(e -> used.merge(e.holder().app(), 1, Integer::sum));
        return new Quota(terms.ledger(), namespace, terms.rules().quotaPerNamespace(), used);
    }

    private static boolean givenUp(Book book, Demand demand, Entry entry) {
        return entry.heldBy(demand.app()) && (demand.rejected().containsKey(entry.number()) || book.lost(demand, entry.number()));
    }

    /**
     * A claim does not lead beyond what its namespace may have, as the book is now. What the app's Service carries already is only entered
     * again, and needs no room.
     *
     * @param rejected numbers that the API server refused to allocate for the app's Service
     */
    public static boolean roomFor(Book book, Entry claim, Map<Integer, Instant> rejected) {
        var holder = claim.holder();
        var carried = book.carriers().getOrDefault(claim.number(), Collections.emptySortedSet()).stream()
                .anyMatch(carrier -> carrier.is(holder.app().namespace(), holder.service()));
        var demand = new Demand(holder.app(), holder.uid(), holder.service(), List.of(), Map.of(), rejected, Demand.Wish.NONE);
        return carried || book.ledgers().named(claim.ledger())
                .map(terms -> of(book, new Ledgers.Choice.Chosen(terms), demand).admits(0)).orElse(true);
    }

    /** There is room for one more beside so many that are about to be claimed. */
    boolean admits(int claimed) {
        return quota == null || used.values().stream().mapToInt(n -> n).sum() + claimed < quota;
    }

    /** Room for nothing more beside what the app is about to claim. */
    Refusal refusal(AppRef app, int claimed) {
        var all = new TreeMap<>(used);
        if (claimed > 0) {
            all.merge(app, claimed, Integer::sum);
        }
        return new Refusal.OverQuota(ledger, namespace, quota == null ? 0 : quota, all);
    }
}

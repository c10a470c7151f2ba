package io.exposedapp.operator.ledger;

import io.exposedapp.operator.app.AppRef;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
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

    /** As it is for the app that asks. */
    static Quota of(Book book, Ledgers.Choice choice, Demand demand) {
        var namespace = demand.app().namespace();
        return choice instanceof Ledgers.Choice.Chosen(Terms terms)
                ? of(book, terms, namespace, entry -> !givenUp(book, demand, entry))
                : new Quota("", namespace, null, new TreeMap<>());
    }

    /** As it is for no app in particular. */
    static Quota of(Book book, Terms terms, String namespace) {
        return of(book, terms, namespace, _ -> true);
    }

    private static Quota of(Book book, Terms terms, String namespace, Predicate<Entry> counts) {
        var quota = terms.rules().quotaPerNamespace();
        var used = new TreeMap<AppRef, Integer>();
        if (quota != null) {
            book.entries().values().stream()
                    .filter(e -> e.ledger().equals(terms.ledger()) && e.holder().app().namespace().equals(namespace) && counts.test(e))
                    .forEach(e -> used.merge(e.holder().app(), 1, Integer::sum));
        }
        return new Quota(terms.ledger(), namespace, quota, used);
    }

    private static boolean givenUp(Book book, Demand demand, Entry entry) {
        return entry.heldBy(demand.app()) && (demand.rejected().containsKey(entry.number()) || book.lost(demand, entry.number()));
    }

    /**
     * A claim does not lead beyond what its namespace may have, as the book is now. What the app's Service carries already is only entered
     * again, and needs no room.
     *
     * @param rejected numbers that the API server refused to allocate for the app's Service
     * @param underWay other claims of the namespace that the book does not have yet
     */
    public static boolean roomFor(Book book, Entry claim, Map<Integer, Instant> rejected, int underWay) {
        var holder = claim.holder();
        var carried = book.carriers().getOrDefault(claim.number(), Collections.emptySortedSet()).stream()
                .anyMatch(carrier -> carrier.is(holder.app().namespace(), holder.service()));
        var demand = new Demand(holder.app(), holder.uid(), holder.service(), List.of(), Map.of(), rejected, Demand.Wish.NONE);
        return carried || book.ledgers().named(claim.ledger())
                .map(terms -> of(book, new Ledgers.Choice.Chosen(terms), demand).admits(underWay)).orElse(true);
    }

    /** How many more there may be; below 0 where it was lowered since. */
    int left() {
        return quota == null ? Integer.MAX_VALUE : quota - used.values().stream().mapToInt(n -> n).sum();
    }

    /** There is room for one more beside so many that are about to be claimed. */
    boolean admits(int claimed) {
        return claimed < left();
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

package io.exposedapp.operator.ledger;

import io.exposedapp.operator.app.AppRef;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How many new numbers of a ledger a namespace may still have. What it has counts, at rest or not: a namespace that could churn through numbers
 * would block them all. What it has is never taken away, so nothing but a new entry needs room.
 *
 * @param quota null = no limit
 * @param used by app
 */
record Quota(String ledger, String namespace, @Nullable Integer quota, SortedMap<AppRef, Integer> used) {

    static Quota of(Book book, Ledgers.Choice choice, String namespace) {
        return choice instanceof Ledgers.Choice.Chosen(Terms terms) && terms.rules().quotaPerNamespace() != null
                ? new Quota(terms.ledger(), namespace, terms.rules().quotaPerNamespace(), book.used(terms.ledger(), namespace))
                : new Quota("", namespace, null, new TreeMap<>());
    }

    /** There is room for one more beside so many that are about to be claimed. */
    boolean admits(int claimed) {
        return quota == null || used.values().stream().mapToInt(n -> n).sum() + claimed < quota;
    }

    Refusal refusal() {
        return new Refusal.OverQuota(ledger, namespace, quota == null ? 0 : quota, used);
    }
}

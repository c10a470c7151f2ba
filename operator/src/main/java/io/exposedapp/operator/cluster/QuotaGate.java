package io.exposedapp.operator.cluster;

import io.exposedapp.operator.ledger.Entry;
import io.exposedapp.operator.ledger.Quota;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Apps are planned side by side, so that several may see the last room of their namespace's quota. Where a ledger has a quota, each claim counts
 * again what is there, with the claims that are on their way to the API server. No lock is held while a claim is: a webhook that delays the
 * claims of one namespace delays no others. Two operators at once may still exceed a quota by what is in flight; nobody is moved for it.
 */
final class QuotaGate {

    private final Caches caches;
    private final Set<Entry> underWay = new HashSet<>();

    QuotaGate(Caches caches) {
        this.caches = caches;
    }

    /**
     * Makes the claim, unless its namespace has no room for it any more: then the race for the room is lost.
     *
     * @param rejected numbers that the API server refused to allocate for the app's Service: their claims are on their way out
     */
    Optional<Entry> claim(Entry claim, Map<Integer, Instant> rejected, Supplier<Entry> create) {
        if (caches.ledgers().rules(claim.ledger()).quotaPerNamespace() == null) {
            return Optional.of(create.get());
        }
        if (!admitted(claim, rejected)) {
            return Optional.empty();
        }
        try {
            return Optional.of(create.get());
        } finally {
            answered(claim);
        }
    }

    private synchronized boolean admitted(Entry claim, Map<Integer, Instant> rejected) {
        var book = caches.book();
        // One that is answered is in the book already.
        long others = underWay.stream().filter(other -> other.ledger().equals(claim.ledger())
                && other.holder().app().namespace().equals(claim.holder().app().namespace()) && book.entry(other.number()).isEmpty())
                .count();
        return Quota.roomFor(book, claim, rejected, (int) others) && underWay.add(claim);
    }

    private synchronized void answered(Entry claim) {
        underWay.remove(claim);
    }
}

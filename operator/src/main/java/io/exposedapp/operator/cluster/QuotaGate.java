package io.exposedapp.operator.cluster;

import io.exposedapp.operator.ledger.Entry;
import io.exposedapp.operator.ledger.Quota;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Apps are planned side by side, so that several may see the last room of their namespace's quota. Where a ledger has a quota, claims are made
 * one after the other, and each counts again what is there with all that came before it. Two operators at once may still exceed a quota by
 * what is in flight; nobody is moved for it.
 */
final class QuotaGate {

    private final Caches caches;

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
        synchronized (this) {
            return Quota.roomFor(caches.book(), claim, rejected) ? Optional.of(create.get()) : Optional.empty();
        }
    }
}

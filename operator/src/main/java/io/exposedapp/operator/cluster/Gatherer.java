package io.exposedapp.operator.cluster;

import io.exposedapp.api.v1.NodePortLedger;
import io.exposedapp.operator.app.App;
import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.app.Names;
import io.exposedapp.operator.exposure.Addresses;
import io.exposedapp.operator.ledger.Entry;
import io.exposedapp.operator.plan.AppObserved;
import io.exposedapp.operator.plan.EntryObserved;
import io.exposedapp.operator.plan.EntryObserved.LiveLook;
import io.exposedapp.operator.plan.Learnt;
import io.exposedapp.operator.plan.LedgerObserved;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts together what a decision may look at: one record holds all of it. */
public final class Gatherer {

    private final Caches caches;
    private final InstantSource clock;

    public Gatherer(Caches caches, InstantSource clock) {
        this.caches = caches;
        this.clock = clock;
    }

    /**
     * Empty when there is no such app.
     *
     * @throws RuntimeException or Error for one that cannot be read: no decision about it, or about its numbers, is possible
     */
    public Optional<App> app(AppRef ref) {
        return caches.app(ref).map(AppReading::app);
    }

    /** The app, which may be one that cannot be read; empty when there is none. */
    public Optional<AppReading> reading(AppRef ref) {
        return caches.app(ref);
    }

    /** An object of the operator's own could not be read or planned. */
    public void failed(Class<?> kind, String key, Throwable failure) {
        caches.failures().caught(kind.getSimpleName(), key, failure);
    }

    /** Everything about one app. */
    public AppObserved observe(App app, boolean live, Learnt learnt) {
        return new AppObserved(app, live, caches.book(), learnt, caches.namespaceLabels(app.ref().namespace()),
                caches.service(app.ref().namespace(), app.service().name()).orElse(null),
                caches.service(app.ref().namespace(), Names.internal(app.ref().name())).orElse(null), caches.pods.of(app.ref()),
                caches.revisions.of(app.ref()), caches.podFailures.of(app.ref()), caches.budgets.of(app.ref()), caches.endpoints(app.ref()),
                caches.addresses(Addresses.shownIn(app.status())),
                clock.instant());
    }

    /**
     * Empty when there is no such entry, or none that can be read, or it is held and its holder cannot be read: whether that wants the number is
     * known once it can, and a change of the app wakes its entries.
     */
    public Optional<Entry> entry(int number) {
        return caches.entry(number)
                .filter(entry -> !entry.held() || caches.app(entry.holder().app()).stream().allMatch(AppReading.Read.class::isInstance));
    }

    /** Everything about one entry. */
    public EntryObserved observe(Entry entry, @Nullable LiveLook look, boolean holdRefused) {
        var holder = entry.holder();
        var book = caches.book();
        return new EntryObserved(entry, entry.held() ? app(holder.app()).orElse(null) : null,
                caches.service(holder.app().namespace(), holder.service()).orElse(null), book, look, book.ledgers().rules(entry.ledger()),
                holdRefused,
                clock.instant());
    }

    /** Everything about one ledger. */
    public LedgerObserved observe(NodePortLedger ledger) {
        var book = caches.book();
        var name = ledger.getMetadata().getName();
        return new LedgerObserved(ledger, book, book.ledgers().named(name).orElse(null), book.ledgers().unreadable().get(name),
                caches.terms.askAgain().orElse(null), clock.instant());
    }
}

package io.exposedapp.operator.cluster;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.api.v1.NodePortLedger;
import io.exposedapp.api.v1.NodePortReservation;
import io.exposedapp.operator.app.App;
import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.app.Names;
import io.exposedapp.operator.exposure.SeenService;
import io.exposedapp.operator.exposure.ServiceChange;
import io.exposedapp.operator.ledger.Entry;
import io.exposedapp.operator.ledger.EntryText;
import io.exposedapp.operator.ledger.EntryText.Reading;
import io.exposedapp.operator.ledger.Range;
import io.exposedapp.operator.plan.Learnt;
import io.exposedapp.operator.plan.Proof;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The door to all that one process of the operator remembers, its caches and what was rejected, for a test that feeds it by hand. */
public final class Memory {

    /** The operator's own. */
    public static final String NAMESPACE = "exposedapp-system";

    private final Caches caches;
    private final Gatherer gatherer;
    private final Rejections rejections = new Rejections();
    private final Contests contests = new Contests();
    private final QuotaGate quotas;
    private final InstantSource clock;

    public Memory(InstantSource clock) {
        this.clock = clock;
        this.caches = new Caches(NAMESPACE, clock, () -> true);
        this.gatherer = new Gatherer(caches, clock);
        this.quotas = new QuotaGate(caches);
    }

    public Caches caches() {
        return caches;
    }

    public Gatherer gatherer() {
        return gatherer;
    }

    /** A watch shows the object. */
    public void seen(HasMetadata object) {
        switch (object) {
            case ExposedApp app -> caches.apps.seen(app, AppReading.of(app));
            case NodePortReservation entry -> caches.entries.seen(entry, EntryText.read(entry));
            case Service service -> caches.services.seen(service, ServiceReading.read(service));
            case NodePortLedger ledger -> caches.ledgers.seen(ledger, ledger);
            case Namespace namespace -> caches.namespaces.seen(namespace, SeenNamespace.read(namespace));
            default -> throw new IllegalArgumentException("no cache of " + object.getKind());
        }
    }

    /** A watch shows that the object is gone. */
    public void gone(HasMetadata object) {
        cacheOf(object).gone(object);
    }

    /** The process has written the object. */
    public void written(HasMetadata object) {
        switch (object) {
            case ExposedApp app -> caches.apps.written(app, AppReading.of(app));
            case NodePortReservation entry -> caches.entries.written(entry, EntryText.read(entry));
            case Service service -> caches.services.written(service, ServiceReading.read(service));
            case NodePortLedger ledger -> caches.ledgers.written(ledger, ledger);
            default -> throw new IllegalArgumentException("the operator does not write " + object.getKind());
        }
    }

    /** The process has deleted the object. */
    public void deleted(HasMetadata object) {
        cacheOf(object).deleted(Mirror.key(object), object.getMetadata().getUid());
    }

    private Mirror<?> cacheOf(HasMetadata object) {
        return switch (object) {
            case ExposedApp _ -> caches.apps;
            case NodePortReservation _ -> caches.entries;
            case Service _ -> caches.services;
            case NodePortLedger _ -> caches.ledgers;
            case Namespace _ -> caches.namespaces;
            default -> throw new IllegalArgumentException("no cache of " + object.getKind());
        };
    }

    /** A live read of the app, or null. */
    public @Nullable App refreshApp(AppRef ref, Supplier<@Nullable ExposedApp> read) {
        return caches.apps.refresh(Mirror.key(ref.namespace(), ref.name()), read, app -> Optional.of(AppReading.of(app)))
                .map(AppReading::app).orElse(null);
    }

    /** A live read of the ledger, or null. */
    public @Nullable NodePortLedger refreshLedger(String name, Supplier<@Nullable NodePortLedger> read) {
        return caches.ledgers.refresh(name, read, Optional::of).orElse(null);
    }

    /** A live read of the entry; empty where there is none. */
    public Optional<Reading> refreshEntry(int number, Supplier<@Nullable NodePortReservation> read) {
        return caches.entries.refresh(Integer.toString(number), read, entry -> Optional.of(EntryText.read(entry)));
    }

    /** A live read of the Service, or null. */
    public @Nullable SeenService refreshService(AppRef key, Supplier<@Nullable Service> read) {
        return caches.services
                .refresh(Mirror.key(key.namespace(), key.name()), read, service -> Optional.of(ServiceReading.read(service))).orElse(null);
    }

    /** A live read of the Service that would keep the number; true when it does. */
    public boolean refreshHold(int number, Supplier<@Nullable Service> read) {
        return Optional.ofNullable(refreshService(new AppRef(NAMESPACE, Names.hold(number)), read))
                .flatMap(service -> HoldReading.read(service, NAMESPACE)).isPresent();
    }

    /** What earlier passes over the app have learnt. */
    public Learnt before(AppRef app) {
        return with(app, Map.of(), rejections.of(app, caches.terms::inRange, clock.instant()));
    }

    /** What a pass has learnt so far. */
    public Learnt with(AppRef app, Map<Integer, Entry> fresh, Map<Integer, Instant> rejected) {
        return new Learnt(fresh, rejected, Set.of(), contests.of(app, clock.instant()),
                rejections.outOfRange(app, caches.terms::inRange, clock.instant()),
                new TreeMap<>(), Proof.NONE);
    }

    /** Makes the claim, if there is room for it in a quota. */
    public Optional<Entry> claim(Entry claim, Map<Integer, Instant> rejected, Supplier<Entry> create) {
        return quotas.claim(claim, rejected, create);
    }

    /** The API server would not allocate the number, or does not have it in its range; answers since when. */
    public Instant rejected(AppRef app, int number, @Nullable Range range) {
        return rejections.rejected(app, number, range, clock.instant());
    }

    /** A Service of the app was made. */
    public void made(AppRef app, Service made) {
        contests.created(app, ServiceReading.read(made), clock.instant());
    }

    /** A Service of the app was changed. */
    public void patched(AppRef app, SeenService before, ServiceChange change, Service after) {
        contests.patched(app, before, change, ServiceReading.read(after), clock.instant());
    }

    /** The app's numbers are on its Service. */
    public void served(AppRef app) {
        rejections.clear(app);
    }
}

package io.exposedapp.operator.cluster;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.api.v1.NodePortLedger;
import io.exposedapp.api.v1.NodePortReservation;
import io.exposedapp.operator.app.App;
import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.exposure.SeenService;
import io.exposedapp.operator.ledger.Entry;
import io.exposedapp.operator.ledger.EntryText;
import io.exposedapp.operator.ledger.EntryText.Reading;
import io.exposedapp.operator.plan.Absence;
import io.exposedapp.operator.plan.EntryObserved.LiveLook;
import io.exposedapp.operator.plan.Need;
import io.exposedapp.operator.plan.Proof;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks past the caches. The only maker of an {@link Absence}, from GETs of the holder and of its Service: a list may come from a cache of
 * the API server, and a watch may be behind.
 */
public final class LiveReads {

    private final KubernetesClient client;
    private final Caches caches;
    private final InstantSource clock;

    public LiveReads(KubernetesClient client, Caches caches, InstantSource clock) {
        this.client = client;
        this.caches = caches;
        this.clock = clock;
    }

    /** The app's spec, if it exists with this UID and is not being deleted. The caches learn what is really there. */
    public Optional<LiveSpec> spec(App app) {
        var at = clock.instant();
        var spec = new AtomicReference<LiveSpec>();
        app(app.ref(), object -> {
            if (object.getMetadata().getUid().equals(app.uid()) && object.getMetadata().getDeletionTimestamp() == null) {
                spec.set(new LiveSpec(app.uid(), object.getSpec(), at));
            }
        });
        return Optional.ofNullable(spec.get());
    }

    /** The ledger exists with the spec that the caches have. They learn what is really there. */
    public boolean asSeen(NodePortLedger ledger) {
        var name = ledger.getMetadata().getName();
        var live = caches.ledgers.refresh(name, () -> Answer.live(client.resources(NodePortLedger.class).withName(name)),
                object -> Optional.of(Slim.of(object)));
        return live.isPresent() && live.get().getMetadata().getUid().equals(ledger.getMetadata().getUid())
                && Objects.equals(live.get().getMetadata().getGeneration(), ledger.getMetadata().getGeneration());
    }

    /** What the live objects say that the next step of an entry rests on; null when the entry is not as the caches had it. */
    public @Nullable LiveLook look(Entry entry) {
        return entry.held() ? holder(entry) : atRest(entry);
    }

    /** A number is kept only for an entry that is really there. */
    private @Nullable LiveLook atRest(Entry entry) {
        var live = entry(entry.number(), _ -> {
        });
        return live.isPresent() && live.get() instanceof Reading.Read(Entry now) && now.equals(entry) ? new LiveLook.AsSeen() : null;
    }

    /**
     * Whose the numbers are that this operator wrote into the app's own Service; nothing while that is on its way out. Any client can use the
     * operator's name as a field manager, so it takes a second witness.
     *
     * @param witnessed numbers whose reservations this process, or the app's status when this process saw it first, knew as the app's
     */
    public Proof proof(App app, Set<Integer> witnessed) {
        var written = new TreeSet<Integer>();
        var service = service(app.ref().namespace(), app.service().name(), object -> written.addAll(WrittenNumbers.of(object)));
        var controller = service == null || service.terminating() ? null : service.controller();
        if (controller == null || !controller.uid().equals(app.uid())) {
            return Proof.NONE;
        }
        var forfeited = written.stream().filter(number -> givenAway(number, app.ref())).collect(Collectors.toSet());
        written.removeAll(forfeited);
        written.retainAll(witnessed);
        return new Proof(written, forfeited);
    }

    /** The entry is somebody else's by a decision of this operator, which was confirmed since; a mere claim may be one that cannot be served. */
    private boolean givenAway(int number, AppRef app) {
        if (caches.entry(number).filter(entry -> !entry.heldBy(app)).isEmpty()) {
            return false;
        }
        var decided = new AtomicBoolean();
        var live = entry(number, object -> decided.set(WrittenHolder.isIn(object)));
        return live.filter(reading -> reading instanceof Reading.Read(Entry entry) && !entry.heldBy(app) && entry.confirmed()).isPresent()
                && decided.get();
    }

    /** Whether the holder of an entry still wants its number. */
    private LiveLook holder(Entry entry) {
        var at = clock.instant();
        var holder = entry.holder();
        var app = app(holder.app(), _ -> {
        });
        if (app.isPresent() && app.get() instanceof AppReading.Unreadable) {
            return new LiveLook.StillWanted("the app cannot be read");
        }
        var service = service(holder.app().namespace(), holder.service());
        return switch (Need.of(entry, app.map(AppReading::app).orElse(null), service, caches.book())) {
            case Need.Wanted(String why) -> new LiveLook.StillWanted(why);
            case Need.GivenUp(String why) -> new LiveLook.Absent(new Absence(entry.number(), holder.uid(), why, at));
        };
    }

    private Optional<AppReading> app(AppRef ref, Consumer<ExposedApp> further) {
        return caches.apps.refresh(Mirror.key(ref.namespace(), ref.name()),
                () -> Answer.live(client.resources(ExposedApp.class).inNamespace(ref.namespace()).withName(ref.name())), object -> {
                    further.accept(object);
                    return Optional.of(AppReading.of(object));
                });
    }

    private Optional<Reading> entry(int number, Consumer<NodePortReservation> further) {
        var name = Integer.toString(number);
        return caches.entries.refresh(name, () -> Answer.live(client.resources(NodePortReservation.class).withName(name)), object -> {
            further.accept(object);
            return Optional.of(EntryText.read(object));
        });
    }

    private @Nullable SeenService service(String namespace, String name) {
        return service(namespace, name, service -> {
        });
    }

    private @Nullable SeenService service(String namespace, String name, Consumer<Service> further) {
        return caches.services
                .refresh(Mirror.key(namespace, name), () -> Answer.live(client.services().inNamespace(namespace).withName(name)),
                        service -> {
                            further.accept(service);
                            return Optional.of(ServiceReading.read(service));
                        })
                .orElse(null);
    }
}

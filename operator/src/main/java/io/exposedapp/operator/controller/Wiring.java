package io.exposedapp.operator.controller;

import io.exposedapp.api.v1.NodePortLedger;
import io.exposedapp.operator.app.App;
import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.cluster.AppReading;
import io.exposedapp.operator.cluster.Caches;
import io.exposedapp.operator.cluster.Changes;
import io.exposedapp.operator.exposure.SeenService;
import io.exposedapp.operator.ledger.Allocation;
import io.exposedapp.operator.ledger.Entry;
import io.exposedapp.operator.ledger.EntryText.Reading;
import io.exposedapp.operator.workload.SeenBudget;
import io.exposedapp.operator.workload.SeenPod;
import io.exposedapp.operator.workload.SeenRevision;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who wakes whom. An own write does not wake the app that made it, which looks again anyway, but all others that it concerns: the entries
 * whose number it took off a Service, the apps that wait for a number, the ledger that counts.
 */
final class Wiring implements Changes {

    private final Caches caches;
    private final Waiting waiting;
    private final Drain drain;
    private final Pokes pokes;
    private final AppMemory memory;
    private final AddressChanges addresses;

    Wiring(Caches caches, Waiting waiting, Drain drain, Pokes pokes, AppMemory memory) {
        this.caches = caches;
        this.waiting = waiting;
        this.drain = drain;
        this.pokes = pokes;
        this.memory = memory;
        this.addresses = new AddressChanges(caches);
    }

    /** The app has had its pass; true when it was refused anything. */
    boolean reported(App seen, Allocation allocation, Instant now) {
        var app = seen.ref();
        var waits = waiting.put(app, Wish.of(app, seen.createdAt(), allocation, now));
        if (caches.app(app).isEmpty()) {
            waiting.forget(app);
            memory.forget(app);
        }
        drain.reported(app);
        // What another entry of the app has taken the place of; no Service need have changed for it.
        allocation.idle(caches.book(), app).forEach(entry -> pokes.entry(entry.number()));
        return waits;
    }

    @Override
    public void app(@Nullable AppReading before, @Nullable AppReading now) {
        if (before == null || Difference.statusOnly(before, now)) {
            return;
        }
        var ref = before.ref();
        if (now == null) {
            waiting.forget(ref);
            memory.forget(ref);
            drain.reported(ref);
        } else if (Difference.reconcileDisabled(before) != Difference.reconcileDisabled(now)) {
            // JOSDK wakes an app for its spec; this annotation is the one piece of metadata that counts.
            pokes.app(ref);
        }
        entriesOf(ref);
    }

    @Override
    public void entry(@Nullable Reading before, @Nullable Reading now, boolean own) {
        wakeLedgers();
        var is = entry(now);
        // A release of our own may cross an edit of the app that asks for the number again.
        if (!own || is.filter(e -> !e.held()).isPresent()) {
            Stream.of(entry(before), is).flatMap(Optional::stream).map(e -> e.holder().app()).distinct().forEach(pokes::app);
        }
        Stream.of(number(before), number(now)).flatMap(Optional::stream).distinct().forEach(drain::number);
    }

    @Override
    public void service(@Nullable SeenService before, @Nullable SeenService now, boolean own) {
        var service = Objects.requireNonNull(now == null ? before : now);
        var owner = owner(service);
        if (!own) {
            owner.ifPresent(pokes::app);
            caches.appsOfService(service.namespace(), service.name()).forEach(pokes::app);
        }
        var moved = Difference.numbers(before, now);
        if (!moved.isEmpty()) {
            wakeLedgers();
            owner.ifPresent(this::entriesOf);
        }
        for (int number : moved) {
            pokes.entry(number);
            drain.number(number);
            // A number at rest that a foreign Service had meanwhile is its app's again.
            caches.entry(number).filter(entry -> !entry.held()).ifPresent(entry -> pokes.app(entry.holder().app()));
        }
    }

    @Override
    public void pod(SeenPod pod, boolean own) {
        if (!own) {
            pokes.app(pod.app());
        }
    }

    @Override
    public void budget(SeenBudget budget) {
        pokes.app(budget.app());
    }

    @Override
    public void endpoints(AppRef app) {
        if (caches.awaitsEndpoints(app)) {
            pokes.app(app);
        }
    }

    @Override
    public void revision(SeenRevision revision, boolean own) {
        if (!own) {
            pokes.app(revision.app());
        }
    }

    /** A ledger's spec reaches into all that was granted from it: what its numbers' apps are told, and what becomes of a number at rest. */
    @Override
    public void ledger(@Nullable NodePortLedger before, @Nullable NodePortLedger now) {
        if (before != null && now != null && Objects.equals(before.getSpec(), now.getSpec())) {
            return;
        }
        var name = Objects.requireNonNull(now == null ? before : now).getMetadata().getName();
        range();
        for (Entry entry : caches.book().entries().values()) {
            if (entry.ledger().equals(name)) {
                pokes.entry(entry.number());
                pokes.app(entry.holder().app());
            }
        }
    }

    @Override
    public void namespace(String name) {
        drain.news(app -> app.namespace().equals(name));
    }

    @Override
    public void range() {
        wakeLedgers();
        drain.news(_ -> true);
    }

    @Override
    public void addresses() {
        addresses.concerned().forEach(pokes::app);
    }

    private static Optional<Entry> entry(@Nullable Reading reading) {
        return reading instanceof Reading.Read(Entry entry) ? Optional.of(entry) : Optional.empty();
    }

    private static Optional<Integer> number(@Nullable Reading reading) {
        return switch (reading) {
            case Reading.Read(Entry entry) -> Optional.of(entry.number());
            case Reading.Unreadable(int number, String _, String _, String _) -> Optional.of(number);
            case Reading.NoNumber _ -> Optional.empty();
            case null -> Optional.empty();
        };
    }

    private static Optional<AppRef> owner(SeenService service) {
        var controller = service.controller();
        return controller != null && controller.isApp()
                ? Optional.of(new AppRef(service.namespace(), controller.name()))
                : Optional.empty();
    }

    private void entriesOf(AppRef app) {
        caches.book().of(app).forEach(entry -> pokes.entry(entry.number()));
    }

    /** Few, and each knows whether a number is its own. */
    private void wakeLedgers() {
        caches.ledgerNames().forEach(pokes::ledger);
    }
}

package io.exposedapp.operator.controller;

import io.exposedapp.api.v1.Api;
import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.api.v1.NodePortLedger;
import io.exposedapp.api.v1.NodePortReservation;
import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.cluster.Caches;
import io.exposedapp.operator.cluster.Changes;
import io.exposedapp.operator.exposure.SeenService;
import io.exposedapp.operator.ledger.Entry;
import io.exposedapp.operator.ledger.EntryText.Reading;
import io.exposedapp.operator.workload.SeenPod;
import io.exposedapp.operator.workload.SeenRevision;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who wakes whom. An own write does not wake the app that made it, which looks again anyway, but all others that it concerns: the entries
 * whose number it took off a Service, the apps that wait for a number, the ledger that counts.
 */
final class Wiring implements Changes {

    final SimpleInboundEventSource<ExposedApp> apps = new SimpleInboundEventSource<>("poke");
    final SimpleInboundEventSource<NodePortReservation> entries = new SimpleInboundEventSource<>("poke");
    final SimpleInboundEventSource<NodePortLedger> ledgers = new SimpleInboundEventSource<>("poke");
    private final Caches caches;
    private final Waiting waiting;

    Wiring(Caches caches, Waiting waiting) {
        this.caches = caches;
        this.waiting = waiting;
    }

    @Override
    public void app(@Nullable ExposedApp before, @Nullable ExposedApp now) {
        if (before == null || statusOnly(before, now)) {
            return;
        }
        var ref = AppRef.of(before);
        if (now == null) {
            waiting.forget(ref);
        } else if (!Objects.equals(reconcile(before), reconcile(now))) {
            // JOSDK wakes an app for its spec; this annotation is the one piece of metadata that counts.
            wake(ref);
        }
        entriesOf(ref);
    }

    @Override
    public void entry(@Nullable Reading before, @Nullable Reading now, boolean own) {
        wakeLedgers();
        var was = entry(before);
        var is = entry(now);
        if (!own) {
            Stream.of(was, is).flatMap(Optional::stream).map(e -> e.holder().app()).distinct().forEach(this::wake);
        }
        was.or(() -> is).ifPresent(e -> waiting.waitingFor(e.number()).forEach(this::wake));
    }

    @Override
    public void service(@Nullable SeenService before, @Nullable SeenService now, boolean own) {
        var service = Objects.requireNonNull(now == null ? before : now);
        var owner = owner(service);
        if (!own) {
            owner.ifPresent(this::wake);
            caches.appsOfService(service.namespace(), service.name()).forEach(app -> wake(AppRef.of(app)));
        }
        var moved = moved(before, now);
        if (!moved.isEmpty()) {
            wakeLedgers();
            owner.ifPresent(this::entriesOf);
        }
        for (int number : moved) {
            wakeEntry(number);
            waiting.waitingFor(number).forEach(this::wake);
        }
    }

    @Override
    public void pod(SeenPod pod, boolean own) {
        if (!own) {
            wake(pod.app());
        }
    }

    @Override
    public void revision(SeenRevision revision, boolean own) {
        if (!own) {
            wake(revision.app());
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
                wakeEntry(entry.number());
                wake(entry.holder().app());
            }
        }
    }

    @Override
    public void namespace(String name) {
        waiting.all().stream().filter(app -> app.namespace().equals(name)).forEach(this::wake);
    }

    @Override
    public void range() {
        wakeLedgers();
        waiting.all().forEach(this::wake);
    }

    @Override
    public void addresses() {
        caches.apps().forEach(app -> wake(AppRef.of(app)));
    }

    private static boolean statusOnly(ExposedApp before, @Nullable ExposedApp now) {
        return now != null && Objects.equals(before.getMetadata().getUid(), now.getMetadata().getUid())
                && Objects.equals(before.getMetadata().getGeneration(), now.getMetadata().getGeneration())
                && Objects.equals(reconcile(before), reconcile(now));
    }

    private static @Nullable String reconcile(ExposedApp app) {
        var annotations = app.getMetadata().getAnnotations();
        return annotations == null ? null : annotations.get(Api.RECONCILE_ANNOTATION);
    }

    private static Optional<Entry> entry(@Nullable Reading reading) {
        return reading instanceof Reading.Read(Entry entry) ? Optional.of(entry) : Optional.empty();
    }

    private static Optional<AppRef> owner(SeenService service) {
        var controller = service.controller();
        return controller != null && controller.kind().equals(ExposedApp.class.getSimpleName())
                ? Optional.of(new AppRef(service.namespace(), controller.name()))
                : Optional.empty();
    }

    /** Numbers that came to the Service or went from it. */
    private static Collection<Integer> moved(@Nullable SeenService before, @Nullable SeenService now) {
        var was = before == null ? new TreeSet<Integer>() : new TreeSet<>(before.numbers());
        var is = now == null ? new TreeSet<Integer>() : new TreeSet<>(now.numbers());
        var moved = new TreeSet<>(was);
        moved.addAll(is);
        moved.removeIf(number -> was.contains(number) && is.contains(number));
        return moved;
    }

    private void entriesOf(AppRef app) {
        caches.book().of(app).forEach(entry -> wakeEntry(entry.number()));
    }

    private void wake(AppRef app) {
        apps.propagateEvent(new ResourceID(app.name(), app.namespace()));
    }

    private void wakeEntry(int number) {
        entries.propagateEvent(new ResourceID(Integer.toString(number)));
    }

    /** Few, and each knows whether a number is its own. */
    private void wakeLedgers() {
        caches.ledgerNames().forEach(name -> ledgers.propagateEvent(new ResourceID(name)));
    }
}

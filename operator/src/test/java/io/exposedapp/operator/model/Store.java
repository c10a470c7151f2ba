package io.exposedapp.operator.model;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.api.v1.NodePortLedger;
import io.exposedapp.api.v1.NodePortReservation;
import io.exposedapp.model.Sequence;
import io.exposedapp.model.Snapshot;
import io.exposedapp.operator.cluster.Memory;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Everything that is stored, and garbage collection, which comes when it comes. */
final class Store {

    private long version = 100;

    final Shelf<ExposedApp> apps = new Shelf<>(app -> copy(app, ExposedApp::new), this::next);
    final Shelf<NodePortReservation> entries = new Shelf<>(entry -> copy(entry, NodePortReservation::new), this::next);
    final Shelf<NodePortLedger> ledgers = new Shelf<>(ledger -> copy(ledger, NodePortLedger::new), this::next);
    final Shelf<Namespace> namespaces = new Shelf<>(namespace -> new NamespaceBuilder(namespace).build(), this::next);
    final Shelf<Service> services = new Shelf<>(service -> new ServiceBuilder(service).build(), this::next);

    Store() {
        Stream.concat(Sequence.NAMESPACES.stream(), Stream.of(Memory.NAMESPACE)).forEach(name -> namespaces.create(new NamespaceBuilder()
                .withNewMetadata().withName(name).addToLabels("kubernetes.io/metadata.name", name).endMetadata().build()));
    }

    private static <S, T, R extends CustomResource<S, T>> R copy(R object, Supplier<R> empty) {
        var copy = empty.get();
        copy.setMetadata(object.getMetadata());
        copy.setSpec(object.getSpec());
        copy.setStatus(object.getStatus());
        return copy;
    }

    private long next() {
        return ++version;
    }

    /** Of whatever was written last. */
    long version() {
        return version;
    }

    /** In the order in which an operator lists them. */
    List<Shelf<? extends HasMetadata>> shelves() {
        return List.of(namespaces, ledgers, entries, apps, services);
    }

    /** Lets go what is left to nobody, and removes what was owned by what is gone. */
    void collectGarbage() {
        for (ExposedApp app : apps.all()) {
            if (app.getMetadata().getDeletionTimestamp() != null) {
                services.all().stream().filter(service -> owner(service).equals(app.getMetadata().getUid())).forEach(this::letGo);
                apps.delete(Shelf.key(app), app.getMetadata().getUid(), null);
            }
        }
        for (Service service : services.all()) {
            var owner = owner(service);
            if (!owner.isEmpty() && Stream.of(apps, entries, ledgers).flatMap(shelf -> shelf.all().stream())
                    .noneMatch(object -> object.getMetadata().getUid().equals(owner))) {
                services.delete(Shelf.key(service), service.getMetadata().getUid(), null);
            }
        }
    }

    private void letGo(Service service) {
        services.update(new ServiceBuilder(service)
                .withMetadata(new ObjectMetaBuilder(service.getMetadata()).withOwnerReferences(List.of()).build()).build(), false);
    }

    private static String owner(HasMetadata object) {
        var owners = object.getMetadata().getOwnerReferences();
        return owners == null || owners.isEmpty() ? "" : Objects.requireNonNull(owners.getFirst().getUid());
    }

    Snapshot snapshot(Instant now) {
        return Snapshot.of(apps.all(), entries.all(), services.all(), ledgers.all(), now);
    }
}

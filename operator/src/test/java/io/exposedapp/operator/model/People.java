package io.exposedapp.operator.model;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.api.v1.NodePortLedger;
import io.exposedapp.model.AppKey;
import io.exposedapp.model.Hands;
import io.exposedapp.operator.app.AppRef;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Service;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;

/** What people do to the {@link World}: without preconditions, and without being held to the operator's laws. */
final class People implements Hands {

    private final World world;
    private final BiConsumer<Integer, Boolean> crash;

    /** @param crash is told at which write to come an operator dies, and whether that one is committed */
    People(World world, BiConsumer<Integer, Boolean> crash) {
        this.world = world;
        this.crash = crash;
    }

    @Override
    public Optional<ExposedApp> app(AppKey key) {
        return Optional.ofNullable(world.app(ref(key)));
    }

    @Override
    public void put(ExposedApp app) {
        var existing = world.store.apps.get(Shelf.key(app));
        if (existing == null) {
            world.store.apps.create(app);
            return;
        }
        var edited = new ExposedApp();
        edited.setMetadata(new ObjectMetaBuilder(existing.getMetadata()).withAnnotations(app.getMetadata().getAnnotations()).build());
        edited.setSpec(app.getSpec());
        edited.setStatus(existing.getStatus());
        world.store.apps.update(edited, !existing.getSpec().equals(app.getSpec()));
    }

    @Override
    public void delete(AppKey key, boolean orphan) {
        app(key).ifPresent(app -> {
            if (orphan) {
                // Garbage collection lets its Service go, and then it goes itself.
                var deleting = new ExposedApp();
                deleting.setMetadata(new ObjectMetaBuilder(app.getMetadata()).withDeletionTimestamp(world.instant().toString()).build());
                deleting.setSpec(app.getSpec());
                deleting.setStatus(app.getStatus());
                world.store.apps.update(deleting, true);
            } else if (app.getMetadata().getDeletionTimestamp() == null) {
                world.store.apps.delete(Shelf.key(app), app.getMetadata().getUid(), null);
            }
        });
    }

    @Override
    public Optional<Service> service(AppKey key) {
        return Optional.ofNullable(world.service(ref(key)));
    }

    @Override
    public void put(Service service) {
        try {
            var before = world.store.services.get(Shelf.key(service));
            if (before == null) {
                world.create(service);
            } else {
                world.replace(before, service);
            }
        } catch (Refused _) {
            // The number is somebody's: so be it.
        }
    }

    @Override
    public void deleteService(AppKey key) {
        service(key).ifPresent(service -> world.deleteService(ref(key), service.getMetadata().getUid(), null));
    }

    @Override
    public void deleteEntry(int number) {
        var entry = world.entry(number);
        if (entry != null) {
            world.store.entries.delete(Integer.toString(number), entry.getMetadata().getUid(), null);
        }
    }

    @Override
    public Optional<NodePortLedger> ledger(String name) {
        return Optional.ofNullable(world.store.ledgers.get(name));
    }

    @Override
    public void put(NodePortLedger ledger) {
        var existing = world.store.ledgers.get(Shelf.key(ledger));
        if (existing == null) {
            world.store.ledgers.create(ledger);
        } else {
            ledger.setMetadata(existing.getMetadata());
            ledger.setStatus(existing.getStatus());
            world.store.ledgers.update(ledger, true);
        }
        world.promises.ledger(ledger.getMetadata().getName(), ledger);
    }

    @Override
    public void deleteLedger(String name) {
        ledger(name).ifPresent(ledger -> {
            world.store.ledgers.delete(name, ledger.getMetadata().getUid(), null);
            world.promises.ledger(name, null);
        });
    }

    @Override
    public void passTime(Duration time) {
        world.pass(time);
    }

    @Override
    public void crash(int write, boolean answerLost) {
        crash.accept(write, answerLost);
    }

    private static AppRef ref(AppKey key) {
        return new AppRef(key.namespace(), key.name());
    }
}

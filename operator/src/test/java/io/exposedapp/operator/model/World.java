package io.exposedapp.operator.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.api.v1.ExposedAppStatus;
import io.exposedapp.api.v1.NodePortLedger;
import io.exposedapp.api.v1.NodePortLedgerStatus;
import io.exposedapp.api.v1.NodePortReservation;
import io.exposedapp.model.EntryLaws;
import io.exposedapp.model.Numbers;
import io.exposedapp.model.Promises;
import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.plan.Failure;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.zjsonpatch.JsonPatch;
import io.fabric8.zjsonpatch.JsonPatchException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The environment of the pure core, as far as its promises depend on it: what is stored is only changed under UID and resourceVersion, a node
 * port is allocated once, and time goes on while requests are made. It is no API server: it knows the requests of the operator and what the
 * real one was seen to answer to them, nothing else.
 *
 * <p>These are the requests; every change of an entry is held against the laws.
 */
final class World implements InstantSource {

    private static final ObjectMapper JSON = new ObjectMapper();

    final Store store = new Store();
    final Allocator allocator = new Allocator();
    final Promises promises = new Promises();
    final EntryLaws laws = new EntryLaws(promises, (key, number) -> {
        var service = service(new AppRef(key.namespace(), key.name()));
        return service != null && Numbers.of(service).containsKey(number);
    });
    private Random chance = new Random(0);
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");

    void rulesOfChance(Random random) {
        chance = random;
    }

    @Override
    public Instant instant() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    @Nullable
    ExposedApp app(AppRef ref) {
        return store.apps.get(Shelf.key(ref.namespace(), ref.name()));
    }

    @Nullable
    Service service(AppRef key) {
        return store.services.get(Shelf.key(key.namespace(), key.name()));
    }

    @Nullable
    NodePortReservation entry(int number) {
        return store.entries.get(Integer.toString(number));
    }

    NodePortReservation create(NodePortReservation entry) {
        tick();
        var created = store.entries.create(entry);
        laws.changed(null, created, now);
        return created;
    }

    NodePortReservation update(NodePortReservation entry) {
        tick();
        var before = store.entries.get(Shelf.key(entry));
        var updated = store.entries.update(entry, true);
        laws.changed(before, updated, now);
        return updated;
    }

    NodePortReservation delete(int number, String uid, @Nullable String resourceVersion) {
        tick();
        var deleted = store.entries.delete(Integer.toString(number), uid, resourceVersion);
        laws.changed(deleted, null, now);
        return deleted;
    }

    /** A Service that exists is refused for its numbers, not for its name. */
    Service create(Service service) {
        tick();
        allocator.check(service, store.services.all(), now);
        allocator.checkLag(service, null);
        var created = store.services.create(service);
        laws.service(created);
        return created;
    }

    Service patch(AppRef key, JsonNode patch) {
        tick();
        var before = Optional.ofNullable(service(key)).orElseThrow(() -> new Refused(new Failure.Gone()));
        var after = replace(before, patched(before, patch));
        freed(Numbers.of(before).keySet().stream().filter(number -> !Numbers.of(after).containsKey(number)));
        return after;
    }

    private static Service patched(Service before, JsonNode patch) {
        try {
            return JSON.treeToValue(JsonPatch.apply(patch, JSON.valueToTree(before)), Service.class);
        } catch (JsonPatchException e) {
            throw new Refused(new Failure.Conflict());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** By hand, numbers are freed without any lag: an operator that waits it out has no reason to distrust the number that it then sees. */
    Service replace(Service before, Service service) {
        allocator.check(service, store.services.all().stream().filter(other -> !Shelf.key(other).equals(Shelf.key(service))).toList(), now);
        allocator.checkLag(service, before);
        var updated = store.services.update(service, true);
        laws.service(updated);
        return updated;
    }

    Service deleteService(AppRef key, String uid, @Nullable String resourceVersion) {
        tick();
        var deleted = store.services.delete(Shelf.key(key.namespace(), key.name()), uid, resourceVersion);
        freed(Numbers.of(deleted).keySet().stream());
        return deleted;
    }

    private void freed(Stream<Integer> numbers) {
        numbers.filter(_ -> chance.nextInt(6) == 0)
                .forEach(number -> allocator.lag(number, now, Duration.ofSeconds(1 + chance.nextInt(4))));
    }

    /** A server-side apply with the UID. */
    NodePortLedger status(String name, String uid, NodePortLedgerStatus status) {
        tick();
        var before = store.ledgers.expect(name, uid, null);
        var written = new NodePortLedger();
        written.setMetadata(before.getMetadata());
        written.setSpec(before.getSpec());
        written.setStatus(status);
        return store.ledgers.update(written, false);
    }

    /** A server-side apply with the UID. */
    ExposedApp status(AppRef ref, String uid, ExposedAppStatus status) {
        tick();
        var before = store.apps.expect(Shelf.key(ref.namespace(), ref.name()), uid, null);
        var written = new ExposedApp();
        written.setMetadata(before.getMetadata());
        written.setSpec(before.getSpec());
        written.setStatus(status);
        return store.apps.update(written, false);
    }

    private void tick() {
        now = now.plusMillis(chance.nextInt(200));
    }
}

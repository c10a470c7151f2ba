package io.exposedapp.test.scenario.proof;

import static io.exposedapp.test.scenario.proof.World.app;
import static io.exposedapp.test.scenario.proof.World.holder;
import static io.exposedapp.test.scenario.proof.World.name;
import static io.exposedapp.test.scenario.proof.World.number;
import static io.exposedapp.test.scenario.proof.World.numbers;
import static io.exposedapp.test.scenario.proof.World.uid;

import io.exposedapp.api.v1.NodePortReservation;
import io.exposedapp.api.v1.NodePortReservationSpec;
import io.exposedapp.test.scenario.proof.Chronicle.Change;
import io.exposedapp.test.waiting.Wait;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What holds at every moment, however many operators run and whatever stops them. */
final class Laws {

    /** Longer than a look at the live app and the write after it take here. */
    private static final Duration LOOK = Duration.ofSeconds(10);

    /** Longer than a pass that puts right what another operator did waits and takes, on a machine with other work too. */
    private static final Duration PASS = Wait.USUAL;

    /** A rolling update of two replicas may have one more. */
    private static final int SURGE = 1;

    private final World world = new World();
    private final List<String> broken = new ArrayList<>();
    private final Set<String> carriedEntries = new HashSet<>();
    private final Map<String, Instant> amiss = new TreeMap<>();

    private Laws() {
    }

    /** What was broken, a sentence each, in the order of the changes; each law at most once about one thing. */
    static List<String> broken(List<Change> changes) {
        var laws = new Laws();
        for (var change : changes) {
            laws.look(change);
        }
        return laws.broken.stream().distinct().toList();
    }

    private void look(Change change) {
        switch (change.object()) {
            case NodePortReservation entry -> entry(change, entry, world.entries.get(number(entry)));
            case Service service when !change.gone() ->
                app(service).ifPresent(owner -> service(change, service, owner, world.services.get(uid(service))));
            case Pod pod when !change.gone() && !world.pods.containsKey(uid(pod)) ->
                app(pod).ifPresent(owner -> notForTheDead(change, pod, owner));
            default -> {
                // apps are the user's
            }
        }
        world.after(change);
        lasting(change.at());
    }

    /** A holder keeps its number, and nothing rests shorter than promised. */
    private void entry(Change change, NodePortReservation now, @Nullable NodePortReservation before) {
        if (before == null) {
            return;
        }
        var held = before.getSpec().state().equals(NodePortReservationSpec.HELD);
        var until = before.getSpec().until();
        if (change.gone()) {
            if (held && carriedEntries.contains(uid(now))) {
                broken(change, text(before) + ", which had reached a Service, went without a rest");
            }
            if (until != null && change.at().isBefore(Instant.parse(until))) {
                broken(change, text(before) + " went before its time");
            }
        } else if (!holder(now).equals(holder(before)) && (held || !namespace(now).equals(namespace(before)))) {
            broken(change, text(before) + " became " + text(now));
        }
    }

    private void service(Change change, Service service, OwnerReference owner, @Nullable Service before) {
        if (before == null) {
            notForTheDead(change, service, owner);
        }
        var app = service.getMetadata().getNamespace() + "/" + owner.getName();
        numbers(service).stream().filter(number -> world.holds(number, app))
                .forEach(number -> carriedEntries.add(uid(Objects.requireNonNull(world.entries.get(number)))));
    }

    /** By the API server's clock, in whole seconds: here it may be heard of later. */
    private void notForTheDead(Change change, HasMetadata made, OwnerReference owner) {
        var created = Instant.parse(made.getMetadata().getCreationTimestamp());
        world.death(owner.getUid()).filter(death -> death.plus(LOOK).isBefore(created))
                .ifPresent(death -> broken(change, made.getKind() + " " + name(made) + " was made for an app that is gone since " + death));
    }

    /** What may be amiss for as long as a pass takes to put it right. */
    private void lasting(Instant now) {
        var seen = new HashMap<String, Instant>();
        for (var service : world.services.values()) {
            app(service).ifPresent(owner -> numbers(service).stream()
                    .filter(number -> !world.holds(number, service.getMetadata().getNamespace() + "/" + owner.getName()))
                    .forEach(number -> seen.put("Service " + name(service) + " has " + number + ", which its app does not hold", now)));
        }
        var pods = new HashMap<String, Integer>();
        world.pods.values().stream().filter(Laws::active)
                .forEach(pod -> app(pod).ifPresent(owner -> pods.merge(owner.getUid(), 1, Integer::sum)));
        pods.forEach((uid, count) -> {
            var app = world.apps.get(uid);
            if (app != null && count > World.replicas(app) + SURGE) {
                seen.put("app " + name(app) + " has too many pods", now);
            }
        });
        amiss.keySet().retainAll(seen.keySet());
        seen.forEach(amiss::putIfAbsent);
        amiss.forEach((what, since) -> {
            if (since.plus(PASS).isBefore(now)) {
                broken.add(what + " for longer than a pass, since " + since);
            }
        });
    }

    private void broken(Change change, String what) {
        broken.add(change.at() + ": " + what);
    }

    private static boolean active(Pod pod) {
        return pod.getMetadata().getDeletionTimestamp() == null;
    }

    private static String namespace(NodePortReservation entry) {
        return entry.getSpec().holder().namespace();
    }

    private static String text(NodePortReservation entry) {
        var spec = entry.getSpec();
        return "entry %d (%s, %s%s)".formatted(number(entry), spec.state(), holder(entry),
                spec.until() == null ? "" : ", until " + spec.until());
    }
}

package io.exposedapp.test.scenario.proof;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.api.v1.NodePortReservation;
import io.exposedapp.api.v1.NodePortReservationSpec;
import io.exposedapp.test.scenario.proof.Chronicle.Change;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What was there at one moment of a {@link Chronicle}; it is led from change to change. */
final class World {

    /** By UID. */
    final Map<String, ExposedApp> apps = new TreeMap<>();
    final Map<String, Service> services = new TreeMap<>();
    final Map<String, Pod> pods = new TreeMap<>();

    /** By number. */
    final Map<Integer, NodePortReservation> entries = new TreeMap<>();

    private final Map<String, Instant> deaths = new HashMap<>();

    void after(Change change) {
        switch (change.object()) {
            case ExposedApp app -> {
                put(apps, uid(app), app, change.gone());
                if (change.gone() || app.getMetadata().getDeletionTimestamp() != null) {
                    deaths.putIfAbsent(uid(app), change.at());
                }
            }
            case NodePortReservation entry -> put(entries, number(entry), entry, change.gone());
            case Service service -> put(services, uid(service), service, change.gone());
            case Pod pod -> put(pods, uid(pod), pod, change.gone());
            default -> throw new IllegalArgumentException("a chronicle has none of " + change.object().getKind());
        }
    }

    private static <K, V> void put(Map<K, V> all, K key, V value, boolean gone) {
        if (gone) {
            all.remove(key);
        } else {
            all.put(key, value);
        }
    }

    /** When the app of that UID went, or began to go; empty while it is there. */
    Optional<Instant> death(String app) {
        return Optional.ofNullable(deaths.get(app));
    }

    /** The entry says that this app, whatever its UID, holds the number. */
    boolean holds(int number, String app) {
        var entry = entries.get(number);
        return entry != null && entry.getSpec().state().equals(NodePortReservationSpec.HELD) && holder(entry).equals(app);
    }

    static String uid(HasMetadata object) {
        return object.getMetadata().getUid();
    }

    static int number(NodePortReservation entry) {
        return Integer.parseInt(entry.getMetadata().getName());
    }

    /** "shop/order": the app that has the number, or had it last. */
    static String holder(NodePortReservation entry) {
        var holder = Objects.requireNonNull(entry.getSpec().holder());
        return holder.namespace() + "/" + holder.name();
    }

    /** Names of the app's ports that have the number, or had it last. */
    static Stream<String> ports(NodePortReservation entry) {
        return Objects.requireNonNull(entry.getSpec().holder().ports()).stream().map(NodePortReservationSpec.HeldPort::name);
    }

    /** "shop/order". */
    static String name(HasMetadata object) {
        return object.getMetadata().getNamespace() + "/" + object.getMetadata().getName();
    }

    static int replicas(ExposedApp app) {
        var replicas = app.getSpec().replicas();
        return replicas == null ? 1 : replicas;
    }

    /** The app that controls the object, or empty. */
    static Optional<OwnerReference> app(HasMetadata object) {
        return object.getMetadata().getOwnerReferences().stream()
                .filter(owner -> Boolean.TRUE.equals(owner.getController()) && owner.getKind().equals("ExposedApp")).findFirst();
    }

    static Set<Integer> numbers(Service service) {
        var numbers = new TreeSet<Integer>();
        service.getSpec().getPorts().stream().map(ServicePort::getNodePort).filter(n -> n != null && n != 0).forEach(numbers::add);
        return numbers;
    }
}

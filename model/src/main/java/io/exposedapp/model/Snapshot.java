package io.exposedapp.model;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.api.v1.NodePortLedger;
import io.exposedapp.api.v1.NodePortReservation;
import io.exposedapp.api.v1.NodePortReservationSpec.Holder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Service;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Everything of one moment, as the API server has it. */
public record Snapshot(
        TreeMap<AppKey, ExposedApp> apps,
        TreeMap<Integer, NodePortReservation> entries,
        TreeMap<AppKey, Service> services,
        TreeMap<String, NodePortLedger> ledgers,
        Instant now) {

    /** The operator's own namespace, in which it keeps numbers. */
    public static final String SYSTEM = "exposedapp-system";

    /** Of lists, as they are read. */
    public static Snapshot of(Collection<ExposedApp> apps, Collection<NodePortReservation> entries, Collection<Service> services,
            Collection<NodePortLedger> ledgers, Instant now) {
        return new Snapshot(by(apps, AppKey::of), by(entries, e -> Integer.valueOf(e.getMetadata().getName())), by(services, AppKey::of),
                by(ledgers, l -> l.getMetadata().getName()), now);
    }

    private static <K extends Comparable<K>, T extends HasMetadata> TreeMap<K, T> by(Collection<T> objects, Function<T, K> key) {
        return objects.stream().collect(Collectors.toMap(key, Function.identity(), (a, b) -> a, TreeMap::new));
    }

    Optional<NodePortReservation> entry(int number) {
        return Optional.ofNullable(entries.get(number));
    }

    /** Services that have the number in the API server's allocator. */
    List<Service> carriers(int number) {
        return services.values().stream().filter(service -> Numbers.of(service).containsKey(number)).toList();
    }

    /** The app's own Service: of its name, and controlled by it. */
    Optional<Service> serviceOf(ExposedApp app) {
        return Optional.ofNullable(services.get(AppKey.of(app))).filter(service -> app.getMetadata().getUid().equals(controller(service)));
    }

    /** Where the app's Service for clients inside the cluster is. */
    static AppKey internal(ExposedApp app) {
        return new AppKey(app.getMetadata().getNamespace(), app.getMetadata().getName() + "-internal");
    }

    /** The number on which the Service carries the port; empty where there is none. */
    static Optional<Integer> number(Service service, String port) {
        return service.getSpec().getPorts().stream().filter(p -> port.equals(p.getName())).map(p -> p.getNodePort())
                .filter(n -> n != null && n != 0).findFirst();
    }

    /** UID of what controls it, or an empty text. */
    static String controller(HasMetadata object) {
        var owners = Objects.requireNonNullElse(object.getMetadata().getOwnerReferences(), List.<OwnerReference>of());
        return owners.stream().filter(o -> Boolean.TRUE.equals(o.getController())).map(OwnerReference::getUid).findFirst().orElse("");
    }

    static AppKey app(Holder holder) {
        return new AppKey(holder.namespace(), holder.name());
    }

    static boolean has(Holder holder, String port) {
        return holder.ports().stream().anyMatch(p -> p.name().equals(port));
    }
}

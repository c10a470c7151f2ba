package io.exposedapp.operator.app;

import io.exposedapp.api.v1.Api;
import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.api.v1.ExposedAppSpec;
import io.exposedapp.api.v1.ExposedAppStatus;
import io.exposedapp.api.v1.Exposure;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An ExposedApp as the operator reads it: parsed once, every default applied.
 *
 * @param createdAt metadata.creationTimestamp
 * @param deleting it has a deletionTimestamp: no write but that of its status is made for it
 * @param finalizers that keep an app which is being deleted
 * @param reconcileDisabled only its status is written
 * @param ports sorted by name, the order in which they are served
 * @param portOrder names of the ports in the spec's order, for the PORTS column
 * @param ledger name of the NodePortLedger that new numbers come from; null = the one that admits the namespace
 * @param reclaimPolicy what becomes of a number that the app releases; null = as the number's ledger says
 * @param rollout how one revision of the pods replaces another
 * @param minAvailable pods that a node drain leaves; 0 = no PodDisruptionBudget
 * @param size of what the spec says about the pods: characters of its canonical JSON
 * @param intent what the spec says about the pods; the fields of the container themselves are read from the API server when pods need them
 * @param status the last one written, for transition times and events only; no decision rests on it
 */
public record App(
        AppRef ref,
        String uid,
        long generation,
        String createdAt,
        boolean deleting,
        List<String> finalizers,
        boolean reconcileDisabled,
        int replicas,
        List<Port> ports,
        List<String> portOrder,
        ServiceIntent service,
        @Nullable String ledger,
        @Nullable String reclaimPolicy,
        RolloutStrategy rollout,
        int minAvailable,
        int size,
        Intent intent,
        @Nullable ExposedAppStatus status) {

    public App {
        ports = ports.stream().sorted().toList();
        portOrder = List.copyOf(portOrder);
        finalizers = List.copyOf(finalizers);
    }

    /**
     * The Service as the user wants it; null policies are left to the API server.
     *
     * @param adopt one of this name that nobody controls is to be taken over
     * @param labels the user's own, without the operator's
     */
    public record ServiceIntent(
            String name,
            boolean adopt,
            SortedMap<String, String> labels,
            SortedMap<String, String> annotations,
            @Nullable String externalTrafficPolicy,
            @Nullable String internalTrafficPolicy,
            @Nullable String sessionAffinity,
            @Nullable String ipFamilyPolicy) {

        static ServiceIntent from(String appName, Exposure exposure) {
            var service = Objects.requireNonNullElse(exposure.service(), new Exposure.Service(null, null, null, null));
            return new ServiceIntent(Objects.requireNonNullElse(service.name(), appName), Boolean.TRUE.equals(service.adopt()),
                    sorted(service.labels()),
                    sorted(service.annotations()), exposure.externalTrafficPolicy(), exposure.internalTrafficPolicy(),
                    exposure.sessionAffinity(), exposure.ipFamilyPolicy());
        }

        private static SortedMap<String, String> sorted(@Nullable Map<String, String> map) {
            return map == null ? new TreeMap<>() : new TreeMap<>(map);
        }
    }

    /** Reads an object that the API server has validated. */
    public static App from(ExposedApp object) {
        var meta = object.getMetadata();
        var spec = object.getSpec();
        var annotations = Objects.requireNonNullElse(meta.getAnnotations(), Map.<String, String>of());
        var exposure = Objects.requireNonNullElse(spec.exposure(), new Exposure(null, null, null, null, null, null, null));
        var said = CanonicalIntent.of(spec).toString();
        int replicas = Objects.requireNonNullElse(spec.replicas(), 1);
        return new App(new AppRef(meta.getNamespace(), meta.getName()), meta.getUid(),
                Objects.requireNonNullElse(meta.getGeneration(), 0L), Objects.requireNonNullElse(meta.getCreationTimestamp(), ""),
                meta.getDeletionTimestamp() != null, Objects.requireNonNullElse(meta.getFinalizers(), List.<String>of()),
                Api.RECONCILE_DISABLED.equals(annotations.get(Api.RECONCILE_ANNOTATION)), replicas,
                spec.ports().stream().map(Port::from).toList(), spec.ports().stream().map(p -> p.name()).toList(),
                ServiceIntent.from(meta.getName(), exposure), exposure.ledger(), exposure.reclaimPolicy(),
                RolloutStrategy.of(spec.rollout(), replicas), minAvailable(spec), said.length(), Intent.of(said), object.getStatus());
    }

    private static int minAvailable(ExposedAppSpec spec) {
        var availability = spec.availability();
        return availability == null ? 0 : Objects.requireNonNullElse(availability.minAvailable(), 0);
    }

    /** Ports that are to have a node port, sorted by name: what the ledger is asked for. */
    public List<Port> exposedPorts() {
        return ports.stream().filter(Port::exposed).toList();
    }

    /** There is a port for clients inside the cluster only, so that there is a Service for these. */
    public boolean hidesPorts() {
        return !ports.stream().allMatch(Port::exposed);
    }

    public Optional<Port> port(String name) {
        return ports.stream().filter(p -> p.name().equals(name)).findFirst();
    }
}

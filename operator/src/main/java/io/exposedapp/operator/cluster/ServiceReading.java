package io.exposedapp.operator.cluster;

import io.exposedapp.api.v1.Api;
import io.exposedapp.operator.app.Labels;
import io.exposedapp.operator.app.Names;
import io.exposedapp.operator.exposure.ArgoTracking;
import io.exposedapp.operator.exposure.SeenService;
import io.exposedapp.operator.exposure.ServicePolicies;
import io.exposedapp.operator.exposure.ServicePort;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Service;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A Service of the API server as a record; whatever is left out there has its default here. */
final class ServiceReading {

    /** What a takeover changes, and what it says of itself. */
    private static final Set<String> KNOWN_ANNOTATIONS = Stream
            .concat(ArgoTracking.ANNOTATIONS.stream(), Stream.of(Api.ADOPTING_ANNOTATION))
            .collect(Collectors.toUnmodifiableSet());

    /** Of these no decision looks at the ports. */
    private static final Set<String> WITHOUT_NODE_PORTS = Set.of("ClusterIP", "ExternalName");

    private ServiceReading() {
    }

    static SeenService read(Service service) {
        var meta = service.getMetadata();
        var spec = service.getSpec();
        var owners = Objects.requireNonNullElse(meta.getOwnerReferences(), List.<OwnerReference>of());
        var ports = Objects.requireNonNullElse(spec.getPorts(), List.<io.fabric8.kubernetes.api.model.ServicePort>of());
        var labels = orEmpty(meta.getLabels());
        var annotations = orEmpty(meta.getAnnotations());
        var controller = controller(owners);
        // Labels and annotations of another owner's Service must not fill the heap, however many there are.
        var inFull = labels.containsKey(Labels.APP) || labels.containsKey(Labels.HOLD) || (controller != null && controller.isApp());
        var type = Objects.requireNonNullElse(spec.getType(), "ClusterIP");
        return new SeenService(meta.getNamespace(), meta.getName(), meta.getUid(), meta.getResourceVersion(),
                meta.getDeletionTimestamp() != null, controller, !owners.isEmpty(), type,
                inFull || !WITHOUT_NODE_PORTS.contains(type) ? ports.stream().map(ServiceReading::port).toList() : List.of(),
                Objects.requireNonNullElse(spec.getHealthCheckNodePort(), 0),
                inFull || leadsToAnApp(orEmpty(spec.getSelector())) ? orEmpty(spec.getSelector()) : Map.of(),
                inFull ? labels : only(labels, ArgoTracking.LABELS), inFull ? annotations : only(annotations, KNOWN_ANNOTATIONS),
                !labels.isEmpty(),
                !annotations.isEmpty(), ownKeys(service, "f:labels"),
                ownKeys(service, "f:annotations"),
                ServicePolicies.of(spec.getExternalTrafficPolicy(), spec.getInternalTrafficPolicy(), spec.getSessionAffinity(),
                        spec.getIpFamilyPolicy()),
                spec.getSessionAffinityConfig() != null, "None".equals(spec.getClusterIP()), otherWriter(service));
    }

    private static boolean leadsToAnApp(Map<String, String> selector) {
        return selector.size() == 1 && selector.containsKey(Labels.APP);
    }

    private static Map<String, String> only(Map<String, String> map, Set<String> keys) {
        var some = new TreeMap<>(map);
        some.keySet().retainAll(keys);
        return some;
    }

    private static ServicePort port(io.fabric8.kubernetes.api.model.ServicePort port) {
        return new ServicePort(port.getName(), Objects.requireNonNullElse(port.getProtocol(), "TCP"), port.getPort(),
                target(port.getTargetPort(), port.getPort()), Objects.requireNonNullElse(port.getNodePort(), 0), port.getAppProtocol());
    }

    private static String target(@Nullable IntOrString target, Integer port) {
        return String.valueOf(target == null ? port : target.getValue());
    }

    private static SeenService.@Nullable Controller controller(List<OwnerReference> owners) {
        return owners.stream().filter(o -> Boolean.TRUE.equals(o.getController())).findFirst()
                .map(o -> new SeenService.Controller(group(o.getApiVersion()), o.getKind(), o.getName(), o.getUid())).orElse(null);
    }

    private static String group(@Nullable String apiVersion) {
        if (apiVersion == null) {
            return "";
        }
        int slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }

    private static Map<String, String> orEmpty(@Nullable Map<String, String> map) {
        return map == null ? Map.of() : map;
    }

    /** Writers of a subresource tell of what is, and undo nothing. */
    private static SeenService.@Nullable Writer otherWriter(Service service) {
        return managed(service).stream()
                .filter(m -> m.getManager() != null && !Names.OPERATOR.equals(m.getManager()) && m.getTime() != null)
                .filter(m -> m.getSubresource() == null || m.getSubresource().isEmpty())
                .map(m -> new SeenService.Writer(m.getManager(), Instant.parse(m.getTime())))
                .max(Comparator.comparing(SeenService.Writer::at).thenComparing(SeenService.Writer::manager)).orElse(null);
    }

    private static List<ManagedFieldsEntry> managed(Service service) {
        return Objects.requireNonNullElse(service.getMetadata().getManagedFields(), List.of());
    }

    /** Keys of the map in metadata that this operator set, as the API server remembers it. */
    private static Set<String> ownKeys(Service service, String map) {
        return managed(service).stream().filter(m -> Names.OPERATOR.equals(m.getManager()) && m.getFieldsV1() != null)
                .map(m -> m.getFieldsV1().getAdditionalProperties().get("f:metadata"))
                .flatMap(
                        metadata -> metadata instanceof Map<?, ?> m && m.get(map) instanceof Map<?, ?> keys ? keys.keySet().stream() : null)
                .map(String::valueOf).filter(key -> key.startsWith("f:")).map(key -> key.substring(2)).collect(Collectors.toSet());
    }
}

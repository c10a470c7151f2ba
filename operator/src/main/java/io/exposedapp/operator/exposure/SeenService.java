package io.exposedapp.operator.exposure;

import io.exposedapp.api.v1.Api;
import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.operator.app.Port;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A Service as it was read.
 *
 * @param controller of its owner references, or null
 * @param healthCheckNodePort 0 = none; taken from the same range as node ports
 * @param selector of a Service of others only if it leads to an app's pods; others' are none of a decision's business, and may be large
 * @param labels of a Service of others only those that a takeover changes
 * @param annotations of a Service of others only those that a takeover changes
 * @param hasLabels there are labels, be it others
 * @param hasAnnotations there are annotations, be it others
 * @param ownLabels keys that this operator set, by managedFields: those alone it may remove
 * @param ownAnnotations likewise
 * @param hasSessionAffinityConfig it must go when the affinity goes
 * @param headless without a cluster address, and never to have a node port
 * @param otherWriter who beside this operator wrote it last, or null
 */
public record SeenService(
        String namespace,
        String name,
        String uid,
        String resourceVersion,
        boolean terminating,
        @Nullable Controller controller,
        boolean hasOwners,
        String type,
        List<ServicePort> ports,
        int healthCheckNodePort,
        Map<String, String> selector,
        Map<String, String> labels,
        Map<String, String> annotations,
        boolean hasLabels,
        boolean hasAnnotations,
        Set<String> ownLabels,
        Set<String> ownAnnotations,
        ServicePolicies policies,
        boolean hasSessionAffinityConfig,
        boolean headless,
        @Nullable Writer otherWriter) {

    private static final String APP = ExposedApp.class.getSimpleName();

    /**
     * The owner reference with {@code controller: true}.
     *
     * @param group of the API; "" = core. Two kinds of one name in two groups are two kinds
     */
    public record Controller(String group, String kind, String name, String uid) {

        /** It is an ExposedApp, of whichever UID. */
        public boolean isApp() {
            return group.equals(Api.GROUP) && kind.equals(APP);
        }

        /** As messages name it; with the group where the kind alone would be taken for ours. */
        @Override
        public String toString() {
            return kind + (kind.equals(APP) && !isApp() ? "." + group : "") + " " + name;
        }
    }

    /** A field manager, and when it last changed a field that it manages; to the second. */
    public record Writer(String manager, Instant at) {
    }

    /** One of which every label and annotation is known. */
    public SeenService(String namespace, String name, String uid, String resourceVersion, boolean terminating,
            @Nullable Controller controller,
            boolean hasOwners, String type, List<ServicePort> ports, int healthCheckNodePort, Map<String, String> selector,
            Map<String, String> labels, Map<String, String> annotations, Set<String> ownLabels, Set<String> ownAnnotations,
            ServicePolicies policies, boolean hasSessionAffinityConfig, boolean headless, @Nullable Writer otherWriter) {
        this(namespace, name, uid, resourceVersion, terminating, controller, hasOwners, type, ports, healthCheckNodePort, selector, labels,
                annotations, !labels.isEmpty(), !annotations.isEmpty(), ownLabels, ownAnnotations, policies, hasSessionAffinityConfig,
                headless, otherWriter);
    }

    public SeenService {
        ports = List.copyOf(ports);
        selector = Map.copyOf(selector);
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
        hasLabels |= !labels.isEmpty();
        hasAnnotations |= !annotations.isEmpty();
        ownLabels = Set.copyOf(ownLabels);
        ownAnnotations = Set.copyOf(ownAnnotations);
    }

    /** Its port for that port of the app: the one of its number and protocol, whatever the names are. */
    public Optional<ServicePort> port(Port port) {
        return ports.stream().filter(p -> p.is(port)).findFirst();
    }

    /** The app of that UID controls it. */
    public boolean controlledBy(String appUid) {
        return controller != null && controller.uid().equals(appUid);
    }

    /** It has the number in the API server's allocator. */
    public boolean carries(int number) {
        return numbers().contains(number);
    }

    /** All that it has in the API server's allocator. */
    public SortedSet<Integer> numbers() {
        var numbers = new TreeSet<Integer>();
        ports.stream().filter(ServicePort::hasNodePort).map(ServicePort::nodePort).forEach(numbers::add);
        if (healthCheckNodePort != 0) {
            numbers.add(healthCheckNodePort);
        }
        return numbers;
    }
}

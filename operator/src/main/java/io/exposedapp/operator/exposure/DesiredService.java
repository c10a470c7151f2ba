package io.exposedapp.operator.exposure;

import io.exposedapp.api.v1.Api;
import io.exposedapp.operator.app.App;
import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.app.Labels;
import io.exposedapp.operator.app.Names;
import io.exposedapp.operator.app.Port;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A Service of the app as it should be: its selector the app's pods, every number explicit (an update without one gets another), every
 * targetPort a name, so that old and new pods may listen on different container ports.
 *
 * @param type {@link #TYPE} or {@link #INTERNAL_TYPE}
 * @param ports at least one; in the order of the app's names
 * @param adopted it may have been somebody else's before, who must not find it again
 * @param labels the user's with the operator's over them
 */
public record DesiredService(
        AppRef app,
        String appUid,
        String name,
        String type,
        boolean adopted,
        List<ServicePort> ports,
        SortedMap<String, String> labels,
        SortedMap<String, String> annotations,
        ServicePolicies policies) {

    /** Of the Service that carries the numbers. */
    public static final String TYPE = "NodePort";

    /** Of the Service for clients inside the cluster. */
    public static final String INTERNAL_TYPE = "ClusterIP";

    /**
     * The Service that carries the numbers.
     *
     * @param numbers by port name; a port without one is left out
     * @param targets container ports' names by port name, where they are not yet the port's own
     */
    public static DesiredService of(App app, Map<String, Integer> numbers, Map<String, String> targets) {
        var ports = app.ports().stream().filter(p -> numbers.containsKey(p.name()))
                .map(p -> port(p, targets, Objects.requireNonNull(numbers.get(p.name())))).toList();
        var intent = app.service();
        var labels = new TreeMap<>(intent.labels());
        labels.putAll(Labels.child(app.ref().name()));
        var annotations = new TreeMap<>(intent.annotations());
        annotations.remove(Api.ADOPTING_ANNOTATION);
        return new DesiredService(app.ref(), app.uid(), intent.name(), TYPE, intent.adopt(), ports, labels, annotations,
                policies(intent, intent.externalTrafficPolicy()));
    }

    /**
     * The Service for clients inside the cluster: every port, exposed or not, so that what they know it by survives a change of that. It has
     * the policies that concern them; labels and annotations of the user are for what leads in from outside.
     *
     * @param targets as for the other one
     */
    public static DesiredService internal(App app, Map<String, String> targets) {
        var ports = app.ports().stream().map(p -> port(p, targets, ServicePort.NO_NODE_PORT)).toList();
        return new DesiredService(app.ref(), app.uid(), Names.internal(app.ref().name()), INTERNAL_TYPE, false, ports,
                Labels.child(app.ref().name()), new TreeMap<>(), policies(app.service(), null));
    }

    /**
     * The same, but that ports which only change their names keep those that they have: nodes pair a port with its endpoints by name, and have
     * none for a new one until they learn of these too. A name that another port is to have is given away.
     *
     * @param known names that ports of the app have had; any other was set by hand
     */
    public DesiredService underNamesOf(SeenService seen, Set<String> known) {
        var names = ports.stream().map(ServicePort::name).collect(Collectors.toSet());
        return with(ports.stream().map(port -> seen.ports().stream()
                .filter(p -> p.sameAs(port) && p.nodePort() == port.nodePort() && p.name() != null && known.contains(p.name())
                        && !names.contains(p.name()))
                .findFirst()
                .map(p -> port.named(p.name())).orElse(port)).toList());
    }

    DesiredService with(List<ServicePort> otherPorts) {
        return new DesiredService(app, appUid, name, type, adopted, otherPorts, labels, annotations, policies);
    }

    /** With what tells how far its adoption has come. */
    DesiredService annotated(String adopting) {
        var more = new TreeMap<>(annotations);
        more.put(Api.ADOPTING_ANNOTATION, adopting);
        return new DesiredService(app, appUid, name, type, adopted, ports, labels, more, policies);
    }

    private static ServicePort port(Port port, Map<String, String> targets, int nodePort) {
        return new ServicePort(port.name(), port.protocol(), port.port(), targets.getOrDefault(port.name(), port.name()), nodePort,
                port.appProtocol());
    }

    private static ServicePolicies policies(App.ServiceIntent intent, @Nullable String externalTrafficPolicy) {
        return ServicePolicies.of(externalTrafficPolicy, intent.internalTrafficPolicy(), intent.sessionAffinity(), intent.ipFamilyPolicy());
    }

    /** It has an externalTrafficPolicy; the API server refuses one on a Service that leads nowhere from outside. */
    boolean external() {
        return type.equals(TYPE);
    }

    public Map<String, String> selector() {
        return Labels.selector(app.name());
    }
}

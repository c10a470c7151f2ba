package io.exposedapp.operator.exposure;

import io.exposedapp.api.v1.Api;
import io.exposedapp.operator.app.App;
import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.app.Labels;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The Service as it should be: NodePort, its selector the app's pods, every number explicit (an update without one gets another), every
 * targetPort a name, so that old and new pods may listen on different container ports.
 *
 * @param ports sorted by name, at least one
 * @param adopted it may have been somebody else's before, who must not find it again
 * @param labels the user's with the operator's over them
 */
public record DesiredService(
        AppRef app,
        String appUid,
        String name,
        boolean adopted,
        List<ServicePort> ports,
        SortedMap<String, String> labels,
        SortedMap<String, String> annotations,
        ServicePolicies policies) {

    public static final String TYPE = "NodePort";

    /**
     * The Service that carries the numbers.
     *
     * @param numbers by port name; a port without one is left out
     * @param targets container ports' names by port name, where they are not yet the port's own
     */
    public static DesiredService of(App app, Map<String, Integer> numbers, Map<String, String> targets) {
        var ports = app.ports().stream().filter(p -> numbers.containsKey(p.name())).sorted(Comparator.naturalOrder())
                .map(p -> new ServicePort(p.name(), p.protocol(), p.port(), targets.getOrDefault(p.name(), p.name()),
                        Objects.requireNonNull(numbers.get(p.name())), p.appProtocol()))
                .toList();
        var intent = app.service();
        var labels = new TreeMap<>(intent.labels());
        labels.putAll(Labels.child(app.ref().name()));
        var annotations = new TreeMap<>(intent.annotations());
        annotations.remove(Api.ADOPTING_ANNOTATION);
        return new DesiredService(app.ref(), app.uid(), intent.name(), intent.adopt(), ports, labels, annotations,
                ServicePolicies.of(intent.externalTrafficPolicy(), intent.internalTrafficPolicy(), intent.sessionAffinity(),
                        intent.ipFamilyPolicy()));
    }

    public Map<String, String> selector() {
        return Labels.selector(app.name());
    }
}

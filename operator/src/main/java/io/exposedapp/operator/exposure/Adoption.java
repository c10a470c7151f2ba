package io.exposedapp.operator.exposure;

import io.exposedapp.api.v1.Api;
import io.exposedapp.operator.app.App;
import io.exposedapp.operator.app.Labels;
import io.exposedapp.operator.app.Port;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Taking over a Service that leads to somebody else's pods, without a moment in which it leads nowhere: it is made the app's first, and
 * stays as it is otherwise; {@link ServiceChange#between} gives it the app's selector and ports when the app's pods are available.
 *
 * <p>The names of its ports mean nothing here: there may be none, or such as the app cannot have. A port is known by its number and
 * protocol.
 */
public final class Adoption {

    private static final String BEGUN = "true";

    private Adoption() {
    }

    /** The first step was made, the second not yet. */
    static boolean begun(SeenService service) {
        return BEGUN.equals(service.annotations().get(Api.ADOPTING_ANNOTATION));
    }

    /** The Service does not lead to the app's pods, or was not to yet when it lost its controller: one write would be an outage. */
    public static boolean needed(App app, SeenService service) {
        return begun(service) || !service.selector().equals(Labels.selector(app.ref().name()));
    }

    /** The port of the app that a port of the Service becomes. */
    static Optional<Port> declared(App app, ServicePort port) {
        return app.ports().stream().filter(p -> p.port() == port.port() && p.protocol().equals(port.protocol())).findFirst();
    }

    /** Numbers that the Service has for the app's exposed ports, by the app's names of them. */
    public static SortedMap<String, Integer> carried(App app, SeenService service) {
        var carried = new TreeMap<String, Integer>();
        for (ServicePort port : service.ports()) {
            if (port.hasNodePort()) {
                declared(app, port).filter(Port::exposed).ifPresent(p -> carried.put(p.name(), port.nodePort()));
            }
        }
        return carried;
    }

    /** The first step: the app's, and no longer Argo CD's to prune; selector and ports untouched. Nothing where that is so. */
    public static Optional<ServiceChange> begin(App app, SeenService seen) {
        var patch = new ServicePatch(seen);
        patch.owner(seen, app.ref(), app.uid());
        patch.map("/metadata/labels", seen.labels(), Labels.child(app.ref().name()), ArgoTracking.LABELS);
        patch.map("/metadata/annotations", seen.annotations(), new TreeMap<>(Map.of(Api.ADOPTING_ANNOTATION, BEGUN)),
                ArgoTracking.ANNOTATIONS);
        return patch.change();
    }
}

package io.exposedapp.operator.exposure;

import io.exposedapp.api.v1.Api;
import io.exposedapp.operator.app.App;
import io.exposedapp.operator.app.Labels;
import io.exposedapp.operator.app.Port;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Taking over a Service that leads to somebody else's pods, without a moment in which it leads nowhere. It is made the app's first, and stays as
 * it is otherwise. When the app's pods are available it is led to them, its ports under their former names; when they are its endpoints, the
 * ports get the app's names. An annotation tells how far that has come ({@link AdoptionMark}).
 *
 * <p>The names of its ports mean nothing here: there may be none, or such as the app cannot have. A port is known by its number and
 * protocol.
 */
public final class Adoption {

    private Adoption() {
    }

    /** It leads to the app's pods, as far as the Service itself tells. */
    public static boolean led(App app, SeenService service) {
        return service.selector().equals(Labels.selector(app.ref().name()));
    }

    /** A port would change its name, by which nodes pair it with its endpoints: between the two writes of that it would have none. */
    public static boolean renames(SeenService seen, DesiredService desired) {
        return seen.ports().stream()
                .anyMatch(port -> desired.ports().stream().anyMatch(p -> p.sameAs(port) && !Objects.equals(p.name(), port.name())));
    }

    /** The desired Service, with those of its ports that it has now, under their names: nothing changes for the nodes but the endpoints. */
    public static DesiredService underFormerNames(SeenService seen, DesiredService desired) {
        var ports = seen.ports().stream()
                .flatMap(port -> desired.ports().stream().filter(p -> p.sameAs(port)).map(p -> p.named(port.name())))
                .toList();
        return desired.with(ports).annotated(AdoptionMark.BEGUN);
    }

    /** The desired Service, which tells since when it is so. */
    public static DesiredService ended(Instant now, DesiredService desired) {
        return desired.annotated(AdoptionMark.ended(now));
    }

    /** The desired Service, which goes on telling since when. */
    public static DesiredService stillFollowed(SeenService seen, DesiredService desired) {
        return desired.annotated(Objects.requireNonNull(seen.annotations().get(Api.ADOPTING_ANNOTATION)));
    }

    /** The Service does not lead to the app's pods, or was not to yet when it lost its controller: one write would be an outage. */
    public static boolean needed(App app, SeenService service) {
        return AdoptionMark.begun(service) || !led(app, service);
    }

    /** Numbers that the Service has for the app's exposed ports, by the app's names of them. */
    public static SortedMap<String, Integer> carried(App app, SeenService service) {
        var carried = new TreeMap<String, Integer>();
        for (ServicePort port : service.ports()) {
            if (port.hasNodePort()) {
                port.declaredBy(app).filter(Port::exposed).ifPresent(p -> carried.put(p.name(), port.nodePort()));
            }
        }
        return carried;
    }

    /** The first step: the app's, and no longer Argo CD's to prune; selector and ports untouched. Nothing where that is so. */
    public static Optional<ServiceChange> begin(App app, SeenService seen) {
        var patch = new ServicePatch(seen);
        patch.owner(seen, app.ref(), app.uid());
        patch.labels(seen, Labels.child(app.ref().name()), ArgoTracking.LABELS);
        patch.annotations(seen, new TreeMap<>(Map.of(Api.ADOPTING_ANNOTATION, AdoptionMark.BEGUN)),
                ArgoTracking.ANNOTATIONS);
        return patch.change();
    }
}

package io.exposedapp.operator.exposure;

import io.exposedapp.api.v1.Api;
import io.exposedapp.operator.app.App;
import io.exposedapp.operator.app.Labels;
import io.exposedapp.operator.app.Port;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Taking over a Service that leads to somebody else's pods, without a moment in which it leads nowhere. It is made the app's first, and stays as
 * it is otherwise. When the app's pods are available it is led to them, its ports under their former names; when they are its endpoints, the
 * ports get the app's names. An annotation tells how far that has come: {@code true}, and then when the last step was made, until the nodes
 * have had the time to follow.
 *
 * <p>The names of its ports mean nothing here: there may be none, or such as the app cannot have. A port is known by its number and
 * protocol.
 */
public final class Adoption {

    private static final String BEGUN = "true";

    /** Nodes learn of it by watches of their own, and may make the rules for a Service once in a second only. */
    private static final Duration FOLLOWING = Duration.ofSeconds(5);

    private Adoption() {
    }

    /** The first step was made, the last not yet. */
    public static boolean begun(SeenService service) {
        return BEGUN.equals(service.annotations().get(Api.ADOPTING_ANNOTATION));
    }

    /** It leads to the app's pods, as far as the Service itself tells. */
    public static boolean led(App app, SeenService service) {
        return service.selector().equals(Labels.selector(app.ref().name()));
    }

    /** When every node leads to the app's pods, so that the former ones may go; empty where nothing was taken over, or that was told. */
    public static Optional<Instant> followed(SeenService service) {
        return since(service).map(since -> since.plus(FOLLOWING));
    }

    private static Optional<Instant> since(SeenService service) {
        try {
            return Optional.ofNullable(service.annotations().get(Api.ADOPTING_ANNOTATION)).filter(text -> !text.equals(BEGUN))
                    .map(Instant::parse);
        } catch (DateTimeParseException e) {
            // Set by hand, and so removed like anything else that is not to be there.
            return Optional.empty();
        }
    }

    /** A port would change its name, by which nodes pair it with its endpoints: between the two writes of that it would have none. */
    public static boolean renames(SeenService seen, DesiredService desired) {
        return seen.ports().stream().anyMatch(
                port -> desired.ports().stream().noneMatch(p -> p.sameAs(port) && Objects.equals(p.name(), port.name())));
    }

    /** The desired Service, with the ports and their names that it has now: nothing changes for the nodes but the endpoints. */
    public static DesiredService underFormerNames(SeenService seen, DesiredService desired) {
        var ports = seen.ports().stream()
                .flatMap(port -> desired.ports().stream().filter(p -> p.sameAs(port)).map(p -> p.named(port.name())))
                .toList();
        return desired.with(ports).annotated(BEGUN);
    }

    /** The desired Service, which tells since when it is so. */
    public static DesiredService since(Instant now, DesiredService desired) {
        return desired.annotated(now.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    /** The desired Service, which goes on telling since when. */
    public static DesiredService stillFollowed(SeenService seen, DesiredService desired) {
        return desired.annotated(Objects.requireNonNull(seen.annotations().get(Api.ADOPTING_ANNOTATION)));
    }

    /** The Service does not lead to the app's pods, or was not to yet when it lost its controller: one write would be an outage. */
    public static boolean needed(App app, SeenService service) {
        return begun(service) || !led(app, service);
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
        patch.map("/metadata/labels", seen.labels(), Labels.child(app.ref().name()), ArgoTracking.LABELS);
        patch.map("/metadata/annotations", seen.annotations(), new TreeMap<>(Map.of(Api.ADOPTING_ANNOTATION, BEGUN)),
                ArgoTracking.ANNOTATIONS);
        return patch.change();
    }
}

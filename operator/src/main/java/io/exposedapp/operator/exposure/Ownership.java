package io.exposedapp.operator.exposure;

import io.exposedapp.operator.app.App;
import io.exposedapp.operator.app.Labels;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whose the Service of the app's Service name is. Looked at before any claim: a Service that is not ours is never written. */
public sealed interface Ownership {

    /** There is none by that name. */
    record Absent() implements Ownership {
    }

    record Ours(SeenService service) implements Ownership {
    }

    /** Nobody controls it, and all that it carries is in this app's entries: left by {@code --cascade=orphan}. */
    record Orphan(SeenService service) implements Ownership {
    }

    /** It is on its way out: our own being deleted, or that of the app's predecessor, which garbage collection removes. */
    record Leaving(SeenService service) implements Ownership {
    }

    /** Nobody controls it, the app asks for it, and nothing that it is by itself stands against that. */
    record Adoptable(SeenService service) implements Ownership {
    }

    /** It is the app's, and leads to its former pods until those of the app are available. */
    record Adopting(SeenService service) implements Ownership {
    }

    /** The app asks for it and cannot have it. */
    record NotAdoptable(SeenService service, Unfit unfit) implements Ownership {
    }

    /** Somebody else's. */
    record NotOurs(SeenService service, String owner) implements Ownership {
    }

    /**
     * Decides.
     *
     * @param service by the app's Service name, or null
     * @param appKind kind of the app's objects, as owner references spell it
     * @param numbers that the entries hold for this namespace and app name, whatever the UID
     */
    static Ownership of(App app, String appKind, @Nullable SeenService service, Set<Integer> numbers) {
        if (service == null) {
            return new Absent();
        }
        var controller = service.controller();
        if (controller == null) {
            return uncontrolled(app, service, numbers);
        }
        if (controller.uid().equals(app.uid())) {
            return service.terminating() ? new Leaving(service) : Adoption.begun(service) ? new Adopting(service) : new Ours(service);
        }
        if (controller.kind().equals(appKind) && controller.name().equals(app.ref().name())) {
            return new Leaving(service);
        }
        return app.service().adopt()
                ? new NotAdoptable(service, new Unfit.Controlled(controller))
                : new NotOurs(service, controller + " controls it");
    }

    private static Ownership uncontrolled(App app, SeenService service, Set<Integer> numbers) {
        if (orphaned(app, service, numbers)) {
            return new Orphan(service);
        }
        if (!app.service().adopt()) {
            return new NotOurs(service, "nobody controls it");
        }
        return service.terminating()
                ? new Leaving(service)
                : Unfit.of(app, service).<Ownership>map(unfit -> new NotAdoptable(service, unfit)).orElseGet(() -> new Adoptable(service));
    }

    /**
     * Left behind by the app or one of its name: it carries nothing but their numbers, and leads to the app's pods or has only ports that the app
     * declares. A Service that somebody else made under the name, on a number that the app had for another port, is not one.
     */
    private static boolean orphaned(App app, SeenService service, Set<Integer> numbers) {
        return !service.terminating() && service.type().equals(DesiredService.TYPE) && !service.ports().isEmpty()
                && service.ports().stream().allMatch(p -> numbers.contains(p.nodePort()))
                && (service.selector().equals(Labels.selector(app.ref().name()))
                        || service.ports().stream().allMatch(p -> Adoption.declared(app, p).isPresent()));
    }
}

package io.exposedapp.operator.exposure;

import io.exposedapp.operator.app.App;
import io.exposedapp.operator.app.Labels;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whose the Service of a name that the app uses is. Looked at before any claim: a Service that is not ours is never written. */
public sealed interface Ownership {

    /** There is none by that name; or somebody else's, who is welcome to the name while the app has no port to expose. */
    record Absent() implements Ownership {
    }

    record Ours(SeenService service) implements Ownership {
    }

    /** Nobody controls it, and it is as the app left it, by {@code --cascade=orphan}: all numbers on it are in this app's entries. */
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
     * Decides on the Service that carries the numbers.
     *
     * @param service by the app's Service name, or null
     * @param numbers that the entries hold for this namespace and app name, whatever the UID
     */
    static Ownership of(App app, @Nullable SeenService service, Set<Integer> numbers) {
        if (service == null) {
            return new Absent();
        }
        var controller = service.controller();
        if (controller == null) {
            return uncontrolled(app, service, numbers);
        }
        if (controller.uid().equals(app.uid())) {
            return service.terminating() ? new Leaving(service) : AdoptionMark.begun(service) ? new Adopting(service) : new Ours(service);
        }
        if (predecessors(app, controller)) {
            return new Leaving(service);
        }
        return app.service().adopt()
                ? new NotAdoptable(service, new Unfit.Controlled(controller))
                : notOursUnlessUnwanted(app, service);
    }

    /**
     * Decides on the Service for clients inside the cluster. It has no number that an entry could prove, so an orphan is known by what the
     * operator makes of it; none is ever adopted.
     *
     * @param service by the name of it, or null
     */
    static Ownership ofInternal(App app, @Nullable SeenService service) {
        if (service == null) {
            return new Absent();
        }
        var controller = service.controller();
        if (controller == null) {
            return !madeFor(app, service) ? notOurs(service) : service.terminating() ? new Leaving(service) : new Orphan(service);
        }
        if (controller.uid().equals(app.uid())) {
            return service.terminating() ? new Leaving(service) : new Ours(service);
        }
        return predecessors(app, controller) ? new Leaving(service) : notOurs(service);
    }

    private static Ownership notOursUnlessUnwanted(App app, SeenService service) {
        return app.exposedPorts().isEmpty() ? new Absent() : notOurs(service);
    }

    private static Ownership notOurs(SeenService service) {
        return new NotOurs(service, service.controller() == null ? "nobody controls it" : service.controller() + " controls it");
    }

    private static boolean predecessors(App app, SeenService.Controller controller) {
        return controller.isApp() && controller.name().equals(app.ref().name());
    }

    private static boolean madeFor(App app, SeenService service) {
        return service.type().equals(DesiredService.INTERNAL_TYPE) && service.selector().equals(Labels.selector(app.ref().name()))
                && service.labels().entrySet().containsAll(Labels.child(app.ref().name()).entrySet());
    }

    private static Ownership uncontrolled(App app, SeenService service, Set<Integer> numbers) {
        if (orphaned(app, service, numbers)) {
            return new Orphan(service);
        }
        if (!app.service().adopt()) {
            return notOursUnlessUnwanted(app, service);
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
                        || service.ports().stream().allMatch(p -> p.declaredBy(app).isPresent()));
    }
}

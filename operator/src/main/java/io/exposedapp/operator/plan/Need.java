package io.exposedapp.operator.plan;

import io.exposedapp.operator.app.App;
import io.exposedapp.operator.app.Port;
import io.exposedapp.operator.exposure.SeenService;
import io.exposedapp.operator.ledger.Book;
import io.exposedapp.operator.ledger.Entry;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether the number of a held entry is still wanted; the same rule for what caches show and for what was read live. */
public sealed interface Need {

    /** What keeps the entry, or what gives it up, in words. */
    String why();

    record Wanted(String why) implements Need {
    }

    record GivenUp(String why) implements Need {
    }

    /**
     * Decides on what was read.
     *
     * @param app the one of the holder's namespace and name, whatever its UID, or null when there is none
     * @param service the one of the holder's Service name, or null when there is none
     */
    static Need of(Entry entry, @Nullable App app, @Nullable SeenService service, Book book) {
        if (service != null && service.carries(entry.number())) {
            return new Wanted("Service " + service.namespace() + "/" + service.name() + " carries it");
        }
        if (app == null) {
            return new GivenUp("the app is gone");
        }
        if (app.reconcileDisabled()) {
            return new Wanted("reconcile is disabled on the app");
        }
        for (Port port : app.exposedPorts()) {
            if (Objects.equals(port.pin(), entry.number())) {
                return new Wanted("port " + port.name() + " of the app is pinned to it");
            }
            if (entry.holder().has(port.name()) && !movedOn(entry, port, service, book)) {
                return new Wanted("port " + port.name() + " of the app wants it");
            }
        }
        return new GivenUp(hidden(entry, app).map(port -> "port " + port.name() + " of the app is not exposed any more")
                .orElse("no port of the app asks for it any more"));
    }

    private static Optional<Port> hidden(Entry entry, App app) {
        return app.ports().stream().filter(port -> !port.exposed() && entry.holder().has(port.name())).findFirst();
    }

    /**
     * The Service's port of that name is on another number of the app, so this one was given up for it. A number that no entry of the app
     * has comes from an edit by hand, and the app's own reconciler is about to undo that.
     */
    private static boolean movedOn(Entry entry, Port port, @Nullable SeenService service, Book book) {
        return service != null && service.ports().stream().filter(p -> port.name().equals(p.name()))
                .anyMatch(p -> book.entry(p.nodePort()).filter(other -> other.heldBy(entry.holder().app())).isPresent());
    }
}

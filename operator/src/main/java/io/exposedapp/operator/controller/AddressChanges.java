package io.exposedapp.operator.controller;

import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.cluster.AppReading;
import io.exposedapp.operator.cluster.Caches;
import io.exposedapp.operator.exposure.Addresses;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** Which apps a change of a node concerns: most show other nodes, and must not be written anew for it. */
final class AddressChanges {

    private final Caches caches;
    private final AtomicReference<Addresses> last = new AtomicReference<>(Addresses.NONE);

    AddressChanges(Caches caches) {
        this.caches = caches;
    }

    /** Apps whose status is to change because of the nodes as they are now. */
    Stream<AppRef> concerned() {
        var now = caches.addresses(List.of());
        var before = last.getAndSet(now);
        // What every app reports: that there are more nodes than it shows, or that none is Ready.
        var all = before.more() != now.more() || before.equals(Addresses.NONE) != now.equals(Addresses.NONE);
        return caches.apps().stream().filter(app -> all || showsOthers(app)).map(AppReading::ref);
    }

    private boolean showsOthers(AppReading app) {
        var shown = Addresses.shownIn(app.status());
        return !caches.addresses(shown).shown().equals(shown);
    }
}

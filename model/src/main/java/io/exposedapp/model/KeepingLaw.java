package io.exposedapp.model;

import io.exposedapp.api.v1.ExposedApp;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A holder keeps its number, whatever becomes of others, of the ledger and of the operator, and through its own re-creation. It may move for
 * an edit of its own only: of the port's pin; or of a Service port or protocol, which can part those that shared a number.
 */
final class KeepingLaw {

    private KeepingLaw() {
    }

    static Stream<String> broken(Snapshot before, Snapshot after) {
        return before.apps().values().stream().flatMap(was -> {
            var is = after.apps().get(AppKey.of(was));
            return is == null || Apps.disabled(was) || Apps.disabled(is) ? Stream.empty() : broken(before, was, after, is);
        });
    }

    private static Stream<String> broken(Snapshot before, ExposedApp was, Snapshot after, ExposedApp is) {
        var service = before.serviceOf(was);
        if (service.isEmpty() || servedOtherwise(was, is) || serviceOfSomebodyElse(after, is)) {
            return Stream.empty();
        }
        return Apps.ports(is).stream().filter(Wish::exposed).flatMap(port -> {
            var old = Apps.port(was, port.name());
            var number = Snapshot.number(service.get(), port.name()).orElse(null);
            if (old == null || number == null || (port.pin() != null && !port.pin().equals(old.pin()))) {
                return Stream.empty();
            }
            var now = after.serviceOf(is).flatMap(s -> Snapshot.number(s, port.name())).orElse(null);
            return number.equals(now) || (now != null && now.equals(port.pin()))
                    ? Stream.empty()
                    : Stream.of(AppKey.of(is) + " port " + port + " was on " + number + " and is on " + now);
        });
    }

    private static boolean servedOtherwise(ExposedApp was, ExposedApp is) {
        var now = byName(Apps.ports(is));
        return Apps.ports(was).stream().anyMatch(old -> {
            var port = now.get(old.name());
            return port != null && (port.port() != old.port() || !port.protocol().equals(old.protocol()));
        });
    }

    private static Map<String, Wish> byName(List<Wish> ports) {
        return ports.stream().collect(Collectors.toMap(Wish::name, port -> port));
    }

    private static boolean serviceOfSomebodyElse(Snapshot seen, ExposedApp app) {
        return seen.services().containsKey(AppKey.of(app)) && seen.serviceOf(app).isEmpty();
    }
}

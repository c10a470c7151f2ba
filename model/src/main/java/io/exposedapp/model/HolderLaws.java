package io.exposedapp.model;

import static io.exposedapp.api.v1.NodePortReservationSpec.HELD;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.api.v1.NodePortReservation;
import io.fabric8.kubernetes.api.model.Service;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Who has a number when everybody has done their work: one holder a number, and no number that nobody has a use for. */
final class HolderLaws {

    private HolderLaws() {
    }

    static Stream<String> broken(Snapshot seen) {
        var ofNumbers = Stream.iterate(Sequence.NUMBERS.first(), n -> n <= Sequence.NUMBERS.last(), n -> n + 1)
                .flatMap(n -> carriedTwice(seen, n));
        var ofServices = seen.services().values().stream().flatMap(service -> unheld(seen, service));
        var ofEntries = seen.entries().values().stream().flatMap(entry -> useless(seen, entry));
        return Stream.of(ofNumbers, ofServices, ofEntries).flatMap(broken -> broken);
    }

    private static Stream<String> carriedTwice(Snapshot seen, int number) {
        var carriers = seen.carriers(number);
        return carriers.size() <= 1
                ? Stream.empty()
                : Stream.of(number + " is on several Services: " + carriers.stream().map(AppKey::of).toList());
    }

    /** Every number that an app's Service carries is held by this app, and for this port. */
    private static Stream<String> unheld(Snapshot seen, Service service) {
        var app = seen.apps().get(AppKey.of(service));
        if (app == null || Apps.disabled(app) || seen.serviceOf(app).isEmpty()) {
            return Stream.empty();
        }
        return Numbers.of(service).entrySet().stream().filter(carried -> !held(seen, app, carried.getKey(), carried.getValue()))
                .map(carried -> "Service " + AppKey.of(service) + " carries " + carried.getKey() + " for " + carried.getValue()
                        + ", of which the ledger says " + seen.entry(carried.getKey()).map(HolderLaws::told).orElse("nothing"));
    }

    private static boolean held(Snapshot seen, ExposedApp app, int number, List<String> ports) {
        return seen.entry(number).map(NodePortReservation::getSpec)
                .filter(spec -> spec.state().equals(HELD) && Snapshot.app(spec.holder()).equals(AppKey.of(app))
                        && spec.holder().uid().equals(app.getMetadata().getUid())
                        && ports.stream().allMatch(port -> Snapshot.has(spec.holder(), port)))
                .isPresent();
    }

    /** An entry is held for a use, and rests no longer than it was said; unless its ledger is frozen. */
    private static Stream<String> useless(Snapshot seen, NodePortReservation entry) {
        int number = Integer.parseInt(entry.getMetadata().getName());
        var spec = entry.getSpec();
        if (Rulebook.suspended(seen, spec.ledger())) {
            return Stream.empty();
        }
        if (spec.until() != null && !Instant.parse(spec.until()).isAfter(seen.now())) {
            return Stream.of(number + " still rests, after its time: " + told(entry));
        }
        if (!spec.state().equals(HELD) || carriedByHolder(seen, entry, number)) {
            return Stream.empty();
        }
        var app = seen.apps().get(Snapshot.app(spec.holder()));
        if (app == null) {
            return Stream.of(number + " is held by an app that is gone: " + told(entry));
        }
        var wanted = Apps.disabled(app) || Apps.ports(app).stream().filter(Wish::exposed)
                .anyMatch(port -> Objects.equals(port.pin(), number)
                        || (Snapshot.has(spec.holder(), port.name()) && !served(seen, app, port)));
        return wanted ? Stream.empty() : Stream.of(number + " is held for nothing: " + told(entry));
    }

    private static boolean carriedByHolder(Snapshot seen, NodePortReservation entry, int number) {
        var holder = entry.getSpec().holder();
        var service = seen.services().get(new AppKey(holder.namespace(), holder.service()));
        return service != null && Numbers.of(service).containsKey(number);
    }

    private static boolean served(Snapshot seen, ExposedApp app, Wish port) {
        return seen.serviceOf(app).flatMap(service -> Snapshot.number(service, port.name())).isPresent();
    }

    static String told(NodePortReservation entry) {
        var spec = entry.getSpec();
        return spec.state() + " by " + Snapshot.app(spec.holder()) + " (" + spec.holder().uid() + ") for " + spec.portList()
                + (spec.until() == null ? "" : " until " + spec.until());
    }
}

package io.exposedapp.model;

import static io.exposedapp.api.v1.NodePortReservationSpec.HELD;

import io.fabric8.kubernetes.api.model.Service;
import java.util.stream.Stream;

/** A number is kept in the API server's allocator for a reason, and for no longer than there is one. */
final class HoldLaws {

    private HoldLaws() {
    }

    static Stream<String> broken(Snapshot seen) {
        return seen.services().values().stream().filter(service -> service.getMetadata().getNamespace().equals(Snapshot.SYSTEM))
                .flatMap(hold -> broken(seen, hold));
    }

    private static Stream<String> broken(Snapshot seen, Service hold) {
        return Numbers.of(hold).keySet().stream().filter(number -> !wanted(seen, number))
                .map(number -> AppKey.of(hold) + " keeps " + number + ", of which the ledger says "
                        + seen.entry(number).map(HolderLaws::told).orElse("nothing"));
    }

    private static boolean wanted(Snapshot seen, int number) {
        var entry = seen.entry(number).map(e -> e.getSpec());
        return entry.isPresent()
                ? !entry.get().state().equals(HELD) && (Rulebook.holds(seen, entry.get().ledger()) || setAside(seen, number))
                : setAside(seen, number);
    }

    private static boolean setAside(Snapshot seen, int number) {
        return seen.ledgers().values().stream().anyMatch(ledger -> !Boolean.FALSE.equals(ledger.getSpec().hold())
                && Rulebook.range(ledger.getSpec()).contains(number) && Rulebook.setAside(ledger.getSpec(), number).findAny().isPresent());
    }
}

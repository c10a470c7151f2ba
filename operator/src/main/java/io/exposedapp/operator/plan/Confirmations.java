package io.exposedapp.operator.plan;

import io.exposedapp.operator.ledger.Allocation;
import io.exposedapp.operator.ledger.Claim;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Claims of another pass are confirmed before they are served. Who made such a claim has ended, or is another operator, that may have been
 * refused the number because this one is about to serve it, and takes the claim back then. Its precondition is what its create returned: either
 * the confirmation comes first, and it fails, or this one fails, and the pass goes round again.
 */
final class Confirmations {

    private Confirmations() {
    }

    /** For numbers that are about to be put on the app's Service for the first time. */
    static List<Action.OfApp> of(AppObserved seen, Allocation allocation) {
        var numbers = new TreeSet<>(allocation.numbers().values());
        numbers.removeAll(seen.learnt().fresh().keySet());
        numbers.removeAll(allocation.claims().stream().map(Claim::entry).map(entry -> entry.number()).collect(Collectors.toSet()));
        numbers.removeIf(number -> seen.service() != null && seen.service().carries(number));
        return numbers.stream().flatMap(number -> seen.book().entry(number).stream())
                .filter(entry -> entry.heldBy(seen.app().ref()) && !entry.confirmed()).<Action.OfApp>map(
                        entry -> new Action.AmendEntry(entry, entry.nowConfirmed()))
                .toList();
    }
}

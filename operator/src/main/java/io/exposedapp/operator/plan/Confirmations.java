package io.exposedapp.operator.plan;

import io.exposedapp.operator.ledger.Allocation;
import io.exposedapp.operator.ledger.Claim;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Entries of another pass are confirmed before they are served: written as they are, under the resourceVersion that was seen. Who made such a
 * claim has ended, or is another operator, that may have been refused the number because this one is about to serve it, and takes the claim back
 * then. Its precondition is what its create returned: either the confirmation comes first, and it fails, or this one fails, and the pass goes
 * round again. So it does when the entry was released, or given to somebody else, since the caches saw it. One that is confirmed already is not
 * changed by it: the API server looks at the resourceVersion all the same, and nobody is woken.
 */
final class Confirmations {

    private Confirmations() {
    }

    /** For the numbers that this write puts on the app's Service, which does not have them yet. */
    static List<Action.OfApp> of(AppObserved seen, Allocation allocation, Action.OfService write) {
        var numbers = new TreeSet<>(write.numbers());
        numbers.removeAll(seen.learnt().fresh().keySet());
        numbers.removeAll(allocation.claims().stream().map(Claim::entry).map(entry -> entry.number()).collect(Collectors.toSet()));
        numbers.removeIf(number -> seen.service() != null && seen.service().carries(number));
        return numbers.stream().flatMap(number -> seen.book().entry(number).stream())
                .filter(entry -> entry.heldBy(seen.app().ref())).<Action.OfApp>map(
                        entry -> new Action.AmendEntry(entry, entry.nowConfirmed()))
                .toList();
    }
}

package io.exposedapp.operator.ledger;

import io.exposedapp.operator.app.Port;
import io.exposedapp.operator.ledger.Grant.Basis;
import io.exposedapp.operator.ledger.Grant.Granted;
import io.exposedapp.operator.ledger.Grant.Refused;
import io.exposedapp.operator.ledger.Ledgers.Choice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Decides which number each port of an app gets. Pure, and independent of any order but that of names and numbers.
 *
 * <p>The order of choice: its pin; what it holds; its resting number; one set aside for it; a free one from its home position. Ports are
 * served sorted by name, pins before everything else, so that what an app has never depends on the order in its spec.
 */
public final class Allocator {

    /**
     * How long a number that a port holds already may be refused by the API server before an unpinned port moves: highly available API
     * servers lag behind each other for seconds after a release.
     */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Book book;
    private final Demand demand;
    private final Set<Integer> fresh;
    private final Instant now;
    private final Holdings holdings;
    private final Choice choice;
    private final Quota quota;
    private final TreeMap<String, Grant> grants = new TreeMap<>();
    private final TreeMap<Integer, List<Port>> assigned = new TreeMap<>();

    private Allocator(Book book, Demand demand, Set<Integer> fresh, Instant now) {
        this.book = book;
        this.demand = demand;
        this.fresh = fresh;
        this.now = now;
        this.holdings = Holdings.of(book, demand);
        this.choice = book.ledgers().choose(demand.app(), demand.wish().ledger(), demand.wish().namespaceLabels());
        this.quota = Quota.of(book, choice, demand);
    }

    /**
     * Answers for every port of the demand.
     *
     * @param fresh numbers whose entries were created in this very pass, so that no Service can carry them yet
     */
    public static Allocation allocate(Book book, Demand demand, Set<Integer> fresh, Instant now) {
        var allocator = new Allocator(book, demand, fresh, now);
        allocator.grantPins();
        allocator.keepWhatIsHeld();
        allocator.grantTheRest();
        return new Allocation(allocator.grants, Claims.of(book, demand, allocator.assigned, allocator.choice, now));
    }

    private void grantPins() {
        var refused = Pins.refused(book, demand, holdings, choice, quota, now);
        for (Port port : demand.ports()) {
            var pin = port.pin();
            if (pin != null && !refused.containsKey(port.name())) {
                grant(port, pin, Basis.PIN);
            }
        }
        for (Map.Entry<String, Refusal> refusal : new TreeMap<>(refused).entrySet()) {
            grants.put(refusal.getKey(), new Refused(null, refusal.getValue()));
        }
    }

    private void keepWhatIsHeld() {
        for (Port port : demand.ports()) {
            var number = holdings.number(port);
            if (number == null || grants.get(port.name()) instanceof Granted || !sharable(port, number) || book.lost(demand, number)) {
                continue;
            }
            var since = demand.rejected().get(number);
            if (since != null) {
                if (!grants.containsKey(port.name()) && !fresh.contains(number) && now.isBefore(since.plus(patience(number)))) {
                    grants.put(port.name(), new Refused(null, demand.rejection(number, since)));
                }
                continue;
            }
            var obstacle = book.obstacle(demand, number);
            if (grants.get(port.name()) instanceof Refused refused) {
                grants.put(port.name(), new Refused(number, refused.refusal()));
                assign(port, number);
            } else if (obstacle.isPresent()) {
                grants.put(port.name(), new Refused(number, obstacle.get()));
                assign(port, number);
            } else {
                grant(port, number, Basis.HELD);
            }
        }
    }

    private Duration patience(int number) {
        return demand.outOfRange().containsKey(number) ? RangeAgreement.APART : PATIENCE;
    }

    private void grantTheRest() {
        for (Port port : demand.ports()) {
            if (!grants.containsKey(port.name())) {
                grants.put(port.name(), choose(port));
            }
        }
    }

    private Grant choose(Port port) {
        var shared = demand.ports().stream().filter(port::sharesNumberWith).flatMap(other -> assignedTo(other).stream())
                .filter(n -> sharable(port, n)).findFirst();
        if (shared.isPresent()) {
            return grant(port, shared.get(), Basis.SHARED);
        }
        return switch (choice) {
            case Choice.None(Refusal refusal) -> new Refused(null, refusal);
            case Choice.Chosen(Terms terms) when terms.rules().suspended() -> new Refused(null, new Refusal.Suspended(terms.ledger()));
            case Choice.Chosen(Terms terms) -> choose(port, terms);
        };
    }

    private Grant choose(Port port, Terms terms) {
        var range = terms.range();
        if (range == null) {
            return new Refused(null, new Refusal.RangeUnknown(terms.ledger(), String.valueOf(terms.rangeProblem())));
        }
        var vacancies = new Vacancies(book, demand, terms, assigned.keySet());
        var resting = vacancies.resting(port);
        if (resting.isPresent()) {
            return grant(port, resting.get(), Basis.RESTING);
        }
        int claimed = newClaims();
        if (!quota.admits(claimed)) {
            return new Refused(null, quota.refusal(demand.app(), claimed));
        }
        var setAside = vacancies.setAside(port, range);
        if (setAside.isPresent()) {
            return grant(port, setAside.get(), Basis.SET_ASIDE);
        }
        var free = vacancies.free(port, range);
        if (free.isPresent()) {
            return grant(port, free.get(), Basis.FREE);
        }
        return new Refused(null, new Refusal.Exhausted(terms.ledger(), Census.of(book, terms)));
    }

    /** Numbers of this allocation that nobody has an entry for. */
    private int newClaims() {
        return (int) assigned.keySet().stream().filter(book::unclaimed).count();
    }

    /** The API server allows one number on two ports only if they are one Service port over different protocols. */
    private boolean sharable(Port port, int number) {
        return assigned.getOrDefault(number, List.of()).stream().allMatch(port::sharesNumberWith);
    }

    private Optional<Integer> assignedTo(Port port) {
        return assigned.entrySet().stream().filter(e -> e.getValue().contains(port)).map(Map.Entry::getKey).findFirst();
    }

    private Grant grant(Port port, int number, Basis basis) {
        assign(port, number);
        var grant = new Granted(number, basis);
        grants.put(port.name(), grant);
        return grant;
    }

    private void assign(Port port, int number) {
        assigned.computeIfAbsent(number, n -> new ArrayList<>()).add(port);
    }
}

package io.exposedapp.operator.ledger;

import io.exposedapp.operator.app.Port;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Numbers that a port without one could have: what rests since it gave it up, what is set aside for it, what is free. */
final class Vacancies {

    private final Book book;
    private final Demand demand;
    private final Terms terms;
    private final Set<Integer> assigned;

    /**
     * Of one ledger, for one app.
     *
     * @param assigned numbers that ports of the app have got already
     */
    Vacancies(Book book, Demand demand, Terms terms, Set<Integer> assigned) {
        this.book = book;
        this.demand = demand;
        this.terms = terms;
        this.assigned = assigned;
    }

    /** What the port gave up last and nobody was promised since. */
    Optional<Integer> resting(Port port) {
        return book.of(demand.app()).stream()
                .filter(e -> !e.held() && e.holder().has(port.name()) && terms.admits(e.number())
                        && book.ledgers().setAsideForAnother(demand.app(), port.name(), e.number()).isEmpty() && available(e.number()))
                .max(Comparator.comparing(Entry::since).thenComparing(Comparator.comparingInt(Entry::number).reversed()))
                .map(Entry::number);
    }

    /** Of the numbers that are set aside for the port, the one that means it most closely; among equals the next from its home position. */
    Optional<Integer> setAside(Port port, Range range) {
        int home = HomePosition.of(demand.app(), port.name(), range);
        return terms.numbersFor(demand.app(), port.name()).filter(this::vacant).boxed()
                .min(Comparator.comparingInt((Integer n) -> -terms.closeness(demand.app(), port.name(), n))
                        .thenComparingInt(n -> Math.floorMod(n - home, range.size())));
    }

    /** The first that is nobody's from the port's home position on. */
    Optional<Integer> free(Port port, Range range) {
        int home = HomePosition.of(demand.app(), port.name(), range);
        return IntStream.range(0, range.size()).map(step -> range.first() + (home - range.first() + step) % range.size())
                .filter(n -> vacant(n) && !book.ledgers().setsAside(n)).boxed().findFirst();
    }

    private boolean vacant(int number) {
        return book.unclaimed(number) && terms.admits(number) && available(number);
    }

    /** Nothing that we see stands in the way of the number, beside an entry. */
    private boolean available(int number) {
        return !assigned.contains(number) && !demand.rejected().containsKey(number) && !book.lost(demand, number) && !pinnedByOwn(number);
    }

    private boolean pinnedByOwn(int number) {
        return demand.ports().stream().anyMatch(p -> p.pin() != null && p.pin() == number);
    }
}

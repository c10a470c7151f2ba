package io.exposedapp.operator.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a ledger, counted. {@code held + coolingDown + retained + setAside + foreign + others + free - outOfRange} is the
 * size.
 *
 * @param size numbers of the range that are not excluded; 0 while the range is unknown
 * @param setAside numbers of the range that are set aside and that nobody has
 * @param foreign numbers of the range that a Service of somebody else has and no entry
 * @param others numbers of the range that are entered for an overlapping ledger, or in a way that cannot be read
 * @param outOfRange entries of the ledger whose number the range does not have (any more), or that are excluded by now
 * @param unheld numbers at rest or set aside that are not kept in the API server's allocator, although the ledger says so
 * @param free numbers that any app would be granted
 * @param nextUntil end of the rest that ends first; null when nothing rests
 */
public record Census(
        int size,
        int held,
        int coolingDown,
        int retained,
        int setAside,
        int foreign,
        int others,
        int outOfRange,
        int unheld,
        int free,
        @Nullable Instant nextUntil) {

    /** Counts what the book knows of the ledger. */
    public static Census of(Book book, Terms terms) {
        var own = book.entries().values().stream().filter(e -> e.ledger().equals(terms.ledger())).toList();
        var numbers = terms.numbers();
        int outOfRange = (int) own.stream().filter(e -> !terms.admits(e.number())).count();
        int setAside = count(numbers, n -> book.ledgers().setsAside(n) && !book.carriers().containsKey(n) && book.unclaimed(n));
        int others = count(numbers,
                n -> book.entry(n).map(e -> !e.ledger().equals(terms.ledger())).orElse(book.unreadable().containsKey(n)));
        int free = count(numbers, n -> book.unclaimed(n) && !book.carriers().containsKey(n) && !book.ledgers().setsAside(n));
        return new Census(numbers.length, in(own, Entry.State.HELD), in(own, Entry.State.COOLING_DOWN), in(own, Entry.State.RETAINED),
                setAside, book.foreign(terms).size(), others, outOfRange, terms.rules().hold() ? unheld(book, terms, own) : 0, free,
                own.stream().map(Entry::until).filter(Objects::nonNull).min(Instant::compareTo).orElse(null));
    }

    private static int in(List<Entry> entries, Entry.State state) {
        return (int) entries.stream().filter(e -> e.state() == state).count();
    }

    private static int count(int[] numbers, IntPredicate which) {
        return (int) IntStream.of(numbers).filter(which).count();
    }

    private static int unheld(Book book, Terms terms, List<Entry> own) {
        var atRest = own.stream().filter(e -> !e.held()).mapToInt(Entry::number);
        var kept = terms.setAside().stream().flatMapToInt(s -> s.numbers().stream()).filter(n -> terms.admits(n) && book.unclaimed(n));
        return (int) IntStream.concat(atRest, kept).distinct().filter(n -> !book.holds().containsKey(n)).count();
    }
}

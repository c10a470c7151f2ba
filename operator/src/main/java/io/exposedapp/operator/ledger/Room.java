package io.exposedapp.operator.ledger;

import io.exposedapp.operator.app.AppRef;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What is left for those whom any number would do, in one book: counted once, however many ask. A forecast: what an app really gets is the
 * allocator's to decide, and the API server's.
 */
public final class Room {

    private final Book book;
    private final Map<String, Integer> free = new HashMap<>();
    private final Map<String, Map<String, Integer>> underQuota = new HashMap<>();

    public Room(Book book) {
        this.book = book;
    }

    /** Numbers of the ledger that any app would be granted. */
    public int free(String ledger) {
        return free.computeIfAbsent(ledger, name -> granting(name)
                .map(terms -> (int) IntStream.of(terms.numbers()).filter(n -> unused(n) && !book.ledgers().setsAside(n)).count())
                .orElse(0));
    }

    /** How many more numbers of the ledger the namespace may have. */
    public int underQuota(String ledger, String namespace) {
        return underQuota.computeIfAbsent(ledger, _ -> new TreeMap<>()).computeIfAbsent(namespace,
                _ -> granting(ledger).map(terms -> Quota.of(book, terms, namespace).left()).orElse(0));
    }

    /** A number is set aside for this very port, and nobody has it. */
    public boolean keptFor(String ledger, AppRef app, String port) {
        return granting(ledger).filter(terms -> terms.numbersFor(app, port).anyMatch(n -> terms.admits(n) && unused(n))).isPresent();
    }

    private Optional<Terms> granting(String ledger) {
        return book.ledgers().named(ledger).filter(terms -> !terms.rules().suspended());
    }

    private boolean unused(int number) {
        return book.unclaimed(number) && !book.carriers().containsKey(number);
    }
}

package io.exposedapp.operator.ledger;

import io.exposedapp.operator.app.AppRef;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The answer to a {@link Demand}.
 *
 * @param grants by port name, one for each port asked for
 * @param claims the writes that make it true, in their order; none when it is true already
 */
public record Allocation(SortedMap<String, Grant> grants, List<Claim> claims) {

    public Allocation {
        grants = Collections.unmodifiableSortedMap(new TreeMap<>(grants));
        claims = List.copyOf(claims);
    }

    /** Numbers by port name, of the ports that have one. */
    public SortedMap<String, Integer> numbers() {
        var numbers = new TreeMap<String, Integer>();
        grants.forEach((port, grant) -> {
            var number = grant.number();
            if (number != null) {
                numbers.put(port, number);
            }
        });
        return numbers;
    }

    /** Held entries of the app that no port of it is served on: each is to be looked at, for it may be given up by now. */
    public List<Entry> idle(Book book, AppRef app) {
        var served = numbers().values();
        return book.of(app).stream().filter(entry -> entry.held() && !served.contains(entry.number())).toList();
    }

    /** Numbers that a port is served on although their entries are not the app's: a live look at its Service may settle whose they are. */
    public SortedSet<Integer> contested(Book book, AppRef app) {
        var contested = new TreeSet<>(numbers().values());
        claims.forEach(claim -> contested.remove(claim.entry().number()));
        contested.removeIf(number -> book.entry(number).filter(entry -> entry.heldBy(app)).isPresent());
        return contested;
    }
}

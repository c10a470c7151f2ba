package io.exposedapp.operator.status;

import io.exposedapp.api.v1.NodePortLedger;
import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.ledger.Book;
import io.exposedapp.operator.ledger.Entry;
import io.exposedapp.operator.ledger.Range;
import io.exposedapp.operator.ledger.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is to be known of numbers that are held though a ledger would not grant them any more: an edit or a deletion of a ledger moves nobody,
 * and is told to those whom it concerns.
 */
final class Remarks {

    /** So many numbers are told of one by one. */
    private static final int TOLD = 5;

    private Remarks() {
    }

    /** On the app that holds the numbers; a sentence each. */
    static List<String> of(Book book, AppRef app) {
        return book.of(app).stream().filter(Entry::held).flatMap(e -> of(book, e).stream()).distinct().toList();
    }

    /** On the ledger: numbers that are held or rest although its spec, as it is now, would not grant them. */
    static List<String> of(Book book, String ledger) {
        var remarks = book.entries().values().stream().filter(e -> e.ledger().equals(ledger))
                .flatMap(e -> of(book, e).stream().map(remark -> remark + " (" + e.holder().app() + ")")).toList();
        return remarks.size() <= TOLD
                ? remarks
                : Stream.concat(remarks.stream().limit(TOLD), Stream.of((remarks.size() - TOLD) + " more stay likewise")).toList();
    }

    /** On the ledger: the part of its range that the API server does not have. */
    static Optional<String> neverGranted(NodePortLedger ledger, Terms terms) {
        var asked = ledger.getSpec() == null ? null : ledger.getSpec().range();
        var range = terms.range();
        return asked == null || range == null || Range.parse(asked).equals(range)
                ? Optional.empty()
                : Optional.of("of spec.range " + asked + " the API server has " + range
                        + " (--service-node-port-range): no other number of it can be granted");
    }

    /** On the ledger: numbers that it sets aside and could never grant. */
    static List<String> inVain(Terms terms) {
        if (terms.range() == null) {
            return List.of();
        }
        return terms.setAside().stream().filter(s -> s.beneficiary() != null)
                .filter(s -> s.numbers().stream().anyMatch(n -> !terms.admits(n)))
                .map(s -> "setAside for " + s.beneficiary() + " names numbers that this ledger does not have: "
                        + s.numbers().stream().filter(n -> !terms.admits(n)).limit(TOLD).mapToObj(Integer::toString)
                                .collect(Collectors.joining(", ")))
                .limit(TOLD).toList();
    }

    private static List<String> of(Book book, Entry entry) {
        var remarks = new ArrayList<String>();
        var ledgers = book.ledgers();
        var ledger = entry.ledger();
        if (!ledgers.exists(ledger)) {
            return List
                    .of("NodePortLedger " + ledger + " is gone: its numbers stay with their apps; create it again, and it takes them back");
        }
        ledgers.named(ledger).ifPresent(terms -> {
            var range = terms.range();
            if (range != null && !range.contains(entry.number())) {
                remarks.add(entry.number() + " stays though it is not in range " + range + " of ledger " + ledger + " any more");
            } else if (terms.excluded().contains(entry.number())) {
                remarks.add(entry.number() + " stays though ledger " + ledger + " excludes it by now");
            }
        });
        ledgers.setAsideForAnother(entry)
                .ifPresent(item -> remarks.add(entry.number() + " stays though ledger " + item.ledger() + " has set it aside"
                        + (item.beneficiary() == null ? "" : " for " + item.beneficiary())));
        return remarks;
    }
}

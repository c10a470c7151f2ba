package io.exposedapp.operator.plan;

import io.exposedapp.api.v1.NodePortLedger;
import io.exposedapp.api.v1.NodePortReservation;
import io.exposedapp.operator.ledger.Allocation;
import io.exposedapp.operator.ledger.Allocator;
import io.exposedapp.operator.ledger.Book;
import io.exposedapp.operator.ledger.Entry;
import io.exposedapp.operator.ledger.EntryText;
import io.exposedapp.operator.ledger.HeldPort;
import io.exposedapp.operator.ledger.Hold;
import io.exposedapp.operator.ledger.SetAside;
import io.exposedapp.operator.ledger.Terms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which numbers are to be kept in the API server's allocator by a Service of the operator's own, and which no longer. */
final class Holds {

    private static final String ENTRY = NodePortReservation.class.getSimpleName();
    private static final String LEDGER = NodePortLedger.class.getSimpleName();

    private Holds() {
    }

    /** Those that keep an app's Service from carrying its numbers. */
    static List<Action.OfApp> inTheWay(Book book, Allocation allocation) {
        return allocation.numbers().values().stream().distinct().flatMap(n -> Optional.ofNullable(book.holds().get(n)).stream())
                .map(hold -> (Action.OfApp) new Action.RemoveHold(hold)).toList();
    }

    /** A number at rest is to be kept, and nothing keeps it: neither a hold nor a Service that stands in its place. */
    static boolean missing(EntryObserved seen) {
        return seen.rules().hold() && !seen.holdRefused() && !seen.book().holds().containsKey(seen.entry().number())
                && !seen.book().carriers().containsKey(seen.entry().number());
    }

    static Action.MakeHold of(Entry entry) {
        return new Action.MakeHold(entry.number(), new Hold.Owner(ENTRY, Integer.toString(entry.number()), entry.uid()), purpose(entry));
    }

    /** The entry's own hold, though its ledger does not want any. */
    static Optional<Hold> unwanted(EntryObserved seen) {
        return own(seen).filter(hold -> !seen.rules().hold() && hold.owner().kind().equals(ENTRY));
    }

    /**
     * A hold on a number that has been held for a while: the app's own reconciler removes it before it writes the Service, so this one was made
     * by somebody who was late.
     */
    static Optional<Hold> leftOver(EntryObserved seen) {
        return own(seen).filter(hold -> seen.entry().held());
    }

    static Instant leftOverAt(Entry entry) {
        return entry.since().plus(Allocator.PATIENCE);
    }

    /** None that the API server would not let be written in this pass. */
    private static Optional<Hold> own(EntryObserved seen) {
        return seen.holdRefused()
                ? Optional.empty()
                : Optional.ofNullable(seen.book().holds().get(seen.entry().number()));
    }

    /**
     * What a ledger is to write so that the numbers which it sets aside are kept, and no other by it.
     *
     * @param refused numbers whose holds the API server would not let be written in this pass
     */
    static List<Action.OfLedger> ofLedger(LedgerObserved seen, Terms terms, Set<Integer> refused) {
        var book = seen.book();
        var actions = new ArrayList<Action.OfLedger>();
        var owner = new Hold.Owner(LEDGER, terms.ledger(), seen.ledger().getMetadata().getUid());
        var wanted = terms.rules().hold() ? terms.keptNumbers() : new TreeMap<Integer, SetAside>();
        for (Hold hold : book.holds().values()) {
            if (hold.owner().equals(owner) && !refused.contains(hold.number())) {
                var item = wanted.get(hold.number());
                if (item == null) {
                    actions.add(new Action.RemoveHold(hold));
                } else if (!hold.purpose().equals(purpose(hold.number(), item))) {
                    actions.add(new Action.DescribeHold(hold, purpose(hold.number(), item)));
                }
            }
        }
        wanted.forEach((number, item) -> {
            if (!book.holds().containsKey(number) && !book.carriers().containsKey(number) && book.entry(number).isEmpty()
                    && !book.unreadable().containsKey(number) && !refused.contains(number)) {
                actions.add(new Action.MakeHold(number, owner, purpose(number, item)));
            }
        });
        return actions;
    }

    private static String purpose(Entry entry) {
        var until = entry.until();
        return "keeps nodePort " + entry.number() + " for " + entry.holder().app() + " (port "
                + entry.holder().ports().stream().map(HeldPort::name).collect(Collectors.joining(", ")) + "), which gave it up on "
                + EntryText.text(entry.since())
                + (until == null
                        ? "; it is retained until the app is back or NodePortReservation " + entry.number() + " is deleted"
                        : "; it rests until " + EntryText.text(until));
    }

    private static String purpose(int number, SetAside item) {
        var beneficiary = item.beneficiary();
        var note = item.note();
        return "keeps nodePort " + number + ", which NodePortLedger " + item.ledger()
                + (beneficiary == null ? " blocks" : " sets aside for " + beneficiary) + (note == null ? "" : ": " + note);
    }
}

package io.exposedapp.operator.ledger;

import io.exposedapp.operator.app.Port;
import io.exposedapp.operator.ledger.Entry.State;
import io.exposedapp.operator.ledger.Ledgers.Choice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The writes that make a decision true in the ledger. */
final class Claims {

    private enum Risk {
        NEW,
        TAKE_OVER,
        OWN
    }

    private final Book book;
    private final Demand demand;
    private final Choice choice;
    private final Instant now;

    private Claims(Book book, Demand demand, Choice choice, Instant now) {
        this.book = book;
        this.demand = demand;
        this.choice = choice;
        this.now = now;
    }

    /**
     * Claims in the order in which they are to be made; none for what the book says already. First what somebody else may win, so that
     * nothing of the app's own has been edited for it when it is lost.
     *
     * @param assigned the ports that are served on each number
     */
    static List<Claim> of(Book book, Demand demand, SortedMap<Integer, List<Port>> assigned, Choice choice, Instant now) {
        var writing = new Claims(book, demand, choice, now);
        var claims = new ArrayList<Claim>();
        assigned.forEach((number, ports) -> {
            var claim = writing.claim(number, ports);
            if (claim != null) {
                claims.add(claim);
            }
        });
        claims.sort(Comparator.comparing(Claims::risk));
        return claims;
    }

    private static Risk risk(Claim claim) {
        return switch (claim) {
            case Claim.New _ -> Risk.NEW;
            case Claim.Rewrite _ -> Risk.TAKE_OVER;
            case Claim.Amend(Entry before, Entry entry) -> before.heldBy(entry.holder().app()) ? Risk.OWN : Risk.TAKE_OVER;
        };
    }

    private @Nullable Claim claim(int number, List<Port> ports) {
        if (book.obstacle(demand, number).isPresent()) {
            return null;
        }
        var holder = new Holder(demand.app(), demand.uid(), demand.service(), ports.stream().map(HeldPort::of).toList());
        var before = book.entry(number).orElse(null);
        if (before == null) {
            var ledger = book.ledgers().ledgerOf(number, choice);
            var claim = Entry.claim(number, ledger, holder, policy(ledger, null), now);
            var unread = book.unreadable().get(number);
            return unread == null ? new Claim.New(claim) : new Claim.Rewrite(claim.over(unread.uid(), unread.resourceVersion()));
        }
        if (before.heldBy(demand.app())) {
            var policy = policy(before.ledger(), before);
            return before.holder().equals(holder) && before.reclaimPolicy().equals(policy)
                    ? null
                    : amend(before, before.ledger(), holder, policy, before.since());
        }
        var ledger = book.ledgers().ledgerOf(number, choice);
        return amend(before, ledger, holder, policy(ledger, before), now);
    }

    private static Claim.Amend amend(Entry before, String ledger, Holder holder, String policy, Instant since) {
        return new Claim.Amend(before,
                new Entry(before.number(), before.uid(), before.resourceVersion(), ledger, State.HELD, holder, policy,
                        since, null, true));
    }

    /** Kept current while the number is held, for the release reads nothing else. A ledger that is gone changes nothing. */
    private String policy(String ledger, @Nullable Entry before) {
        var asked = demand.wish().reclaimPolicy();
        if (asked != null) {
            return asked;
        }
        return before == null || book.ledgers().exists(ledger)
                ? book.ledgers().rules(ledger).reclaimPolicy()
                : before.reclaimPolicy();
    }
}

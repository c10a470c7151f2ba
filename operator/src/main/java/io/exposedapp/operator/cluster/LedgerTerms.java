package io.exposedapp.operator.cluster;

import io.exposedapp.api.v1.NodePortLedger;
import io.exposedapp.operator.ledger.LearntRange;
import io.exposedapp.operator.ledger.Ledgers;
import io.exposedapp.operator.ledger.RangeAgreement;
import io.exposedapp.operator.ledger.Rules;
import io.exposedapp.operator.ledger.Terms;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the ledgers allow, read once when one of them changes or the API server has told its range, and not at every pass. */
final class LedgerTerms {

    private final TreeMap<String, NodePortLedger> objects = new TreeMap<>();
    private final RangeAgreement range = new RangeAgreement();
    private @Nullable Ledgers read;

    synchronized void changed(@Nullable NodePortLedger before, @Nullable NodePortLedger now) {
        if (now != null) {
            objects.put(now.getMetadata().getName(), now);
        } else if (before != null) {
            objects.remove(before.getMetadata().getName());
        }
        if (before == null || now == null || !Objects.equals(before.getSpec(), now.getSpec())) {
            read = null;
        }
    }

    /** True where the answer changes what counts, or is the first of two that differ, or the end of that: ledgers ask again sooner then. */
    synchronized boolean learn(LearntRange answer, Instant now) {
        var disputed = range.disputed();
        if (range.answered(answer, now)) {
            read = null;
            return true;
        }
        return disputed != range.disputed();
    }

    /** The API server's range has the number, as far as it is known. */
    synchronized boolean inRange(int number) {
        return !(range.believed() instanceof LearntRange.Known(var known)) || known.contains(number);
    }

    /** When to ask the API server for its range again. */
    synchronized Optional<Instant> askAgain() {
        return range.askAgain();
    }

    synchronized Set<String> names() {
        return Set.copyOf(objects.keySet());
    }

    synchronized Ledgers ledgers() {
        if (read == null) {
            read = read();
        }
        return read;
    }

    private Ledgers read() {
        var terms = new TreeMap<String, Terms>();
        var unreadable = new TreeMap<String, String>();
        var rules = new TreeMap<String, Rules>();
        objects.forEach((name, ledger) -> {
            rules.put(name, Rules.of(ledger.getSpec()));
            try {
                terms.put(name, Terms.of(ledger, range.believed()));
            } catch (IllegalArgumentException e) {
                unreadable.put(name, String.valueOf(e.getMessage()));
            }
        });
        return new Ledgers(terms, unreadable, rules);
    }
}

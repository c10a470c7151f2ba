package io.exposedapp.operator.status;

import static io.exposedapp.operator.status.ConditionType.EXHAUSTED;
import static io.exposedapp.operator.status.ConditionType.OVERLAPPING;
import static io.exposedapp.operator.status.ConditionType.READY;
import static io.exposedapp.operator.status.ConditionType.STALLED;

import io.exposedapp.api.v1.NodePortLedgerStatus;
import io.exposedapp.api.v1.NodePortLedgerStatus.ForeignService;
import io.exposedapp.operator.ledger.Book;
import io.exposedapp.operator.ledger.Census;
import io.exposedapp.operator.ledger.Ledgers;
import io.exposedapp.operator.ledger.Range;
import io.exposedapp.operator.ledger.Terms;
import io.exposedapp.operator.plan.LedgerObserved;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is told of a ledger. Equal inputs give equal reports. */
public final class LedgerReport {

    /** So many Services of others are named; all are counted. */
    private static final int FOREIGN_NAMED = 20;

    private LedgerReport() {
    }

    public static NodePortLedgerStatus of(LedgerObserved seen) {
        var terms = seen.terms();
        if (terms == null) {
            return uncounted(seen, "nothing new is granted: " + Objects.requireNonNullElse(seen.unreadable(), "the spec cannot be read")
                    + "; correct it");
        }
        return counted(seen, terms, Census.of(seen.book(), terms));
    }

    /** Without counts: there is nothing that they could be counts of. */
    private static NodePortLedgerStatus uncounted(LedgerObserved seen, String message) {
        var ready = Verdict.of(READY, Reason.LEDGER_INVALID, message);
        var verdicts = List.of(ready, stalled(ready),
                Verdict.unknown(EXHAUSTED, Reason.LEDGER_INVALID, "nothing is counted; see Ready"),
                Verdict.unknown(OVERLAPPING, Reason.LEDGER_INVALID, "nothing is compared; see Ready"));
        return new NodePortLedgerStatus(generation(seen), null, null, null, null, null, null, null, null, null, null, null,
                conditions(seen, verdicts));
    }

    /** Counts that need a range are left out while there is none: 0 would be a count. */
    private static NodePortLedgerStatus counted(LedgerObserved seen, Terms terms, Census census) {
        var range = terms.range();
        var ready = ready(seen, terms, range);
        var conditions = conditions(seen, List.of(ready, stalled(ready), exhausted(terms, range, census),
                overlapping(seen.book().ledgers(), terms, range)));
        return range == null
                ? new NodePortLedgerStatus(generation(seen), null, null, census.held(), census.coolingDown(), census.retained(), null, null,
                        null,
                        census.outOfRange(), census.unheld(), null, conditions)
                : new NodePortLedgerStatus(generation(seen), range.toString(), census.size(), census.held(), census.coolingDown(),
                        census.retained(), census.setAside(), census.foreign(), foreign(seen.book(), terms), census.outOfRange(),
                        census.unheld(),
                        census.free(), conditions);
    }

    private static List<ForeignService> foreign(Book book, Terms terms) {
        return book.foreign(terms).entrySet().stream().limit(FOREIGN_NAMED)
                .map(e -> new ForeignService(e.getKey(), e.getValue().toString())).toList();
    }

    private static Verdict ready(LedgerObserved seen, Terms terms, @Nullable Range range) {
        var but = but(seen, terms);
        if (terms.rules().suspended()) {
            // True: the ledger is as its spec asks, and Unknown would keep Flux and Helm waiting for as long as it is suspended.
            return Verdict.yes(READY, Reason.LEDGER_SUSPENDED, "spec.suspended is set: no number is granted, released or freed" + but);
        }
        return range == null
                ? Verdict.of(READY, Reason.RANGE_UNKNOWN, terms.rangeProblem() + "; until it is known nothing is granted but pins" + but)
                : Verdict.yes(READY, Reason.READY, "numbers of " + range + " are granted" + but);
    }

    /** What kstatus, and with it Flux and Helm, reads as failed: without it a ledger that must be corrected is in progress for ever. */
    private static Verdict stalled(Verdict ready) {
        return ready.reason().usersToFix()
                ? Verdict.yes(STALLED, ready.reason(), ready.message())
                : Verdict.no(STALLED, Reason.NOT_STALLED, Readiness.NOTHING_WAITS);
    }

    /** What an administrator should know beside. */
    private static String but(LedgerObserved seen, Terms terms) {
        var book = seen.book();
        var unreadable = book.unreadable().isEmpty()
                ? Stream.<String>of()
                : Stream.of(
                        "these NodePortReservations cannot be read, so their numbers count as taken, and an administrator should repair or "
                                + "delete them: "
                                + book.unreadable().entrySet().stream().map(e -> e.getKey() + " (" + e.getValue().problem() + ")")
                                        .collect(Collectors.joining(", ")));
        return Stream
                .of(unreadable, Remarks.neverGranted(seen.ledger(), terms).stream(), Remarks.inVain(terms).stream(),
                        Remarks.of(book, terms.ledger()).stream())
                .flatMap(remarks -> remarks)
                .map(sentence -> "; " + sentence).collect(Collectors.joining());
    }

    private static Verdict exhausted(Terms terms, @Nullable Range range, Census census) {
        if (range == null) {
            return Verdict.unknown(EXHAUSTED, Reason.RANGE_UNKNOWN, "without a range nothing can be free; see Ready");
        }
        return census.free() == 0
                ? Verdict.yes(EXHAUSTED, Reason.LEDGER_EXHAUSTED, LedgerRefusals.exhausted(terms.ledger(), census))
                : Verdict.no(EXHAUSTED, Reason.NUMBERS_FREE, "there are numbers to grant");
    }

    private static Verdict overlapping(Ledgers ledgers, Terms terms, @Nullable Range range) {
        if (range == null) {
            return Verdict.unknown(OVERLAPPING, Reason.RANGE_UNKNOWN, "without a range nothing can be compared; see Ready");
        }
        var others = ledgers.overlapping(terms);
        return others.isEmpty()
                ? Verdict.no(OVERLAPPING, Reason.NO_OVERLAP, "no other ledger has a number of this one")
                : Verdict.yes(OVERLAPPING, Reason.RANGES_OVERLAP,
                        others.entrySet().stream().map(e -> "ledger " + e.getKey() + " has " + e.getValue() + " too")
                                .collect(Collectors.joining(", "))
                                + "; no number is given twice, but give the ledgers ranges of their own");
    }

    private static List<Condition> conditions(LedgerObserved seen, List<Verdict> verdicts) {
        var before = seen.ledger().getStatus();
        return Conditions.of(verdicts, before == null ? null : before.conditions(), generation(seen), seen.now());
    }

    private static long generation(LedgerObserved seen) {
        return Objects.requireNonNullElse(seen.ledger().getMetadata().getGeneration(), 0L);
    }
}

package io.exposedapp.operator.status;

import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.ledger.Allocator;
import io.exposedapp.operator.ledger.Carrier;
import io.exposedapp.operator.ledger.Census;
import io.exposedapp.operator.ledger.Entry;
import io.exposedapp.operator.ledger.EntryText;
import io.exposedapp.operator.ledger.HeldPort;
import io.exposedapp.operator.ledger.Refusal;
import io.exposedapp.operator.ledger.SetAside;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** The ledger's refusals in words. Each names the holder where there is one, and says what to do. */
public final class Refusals {

    /** API servers lag behind each other for so long after a release; the allocator waits as long before it moves a port. */
    static final Duration LAG = Allocator.PATIENCE;

    /** Those that a refusal can have: what a metric of refusals counts. */
    public static final Set<Reason> REASONS = Collections.unmodifiableSet(EnumSet.of(Reason.PORT_IN_USE, Reason.PORT_NOT_YET_FREE,
            Reason.RESERVATION_UNREADABLE, Reason.PORT_RESTING, Reason.PORT_RETAINED, Reason.PORT_OUT_OF_RANGE, Reason.PORT_EXCLUDED,
            Reason.PORT_SET_ASIDE, Reason.QUOTA_EXCEEDED, Reason.LEDGER_EXHAUSTED, Reason.LEDGER_SUSPENDED, Reason.LEDGER_NOT_FOUND,
            Reason.NAMESPACE_NOT_ALLOWED, Reason.RANGE_UNKNOWN));

    private static final String CHOOSE = "; choose another";

    private Refusals() {
    }

    /**
     * The reason and the sentence.
     *
     * @param app that is refused
     */
    public static Complaint of(Refusal refusal, AppRef app, Instant now) {
        return switch (refusal) {
            case Refusal.HeldBy(int number, Entry entry) -> new Complaint(Reason.PORT_IN_USE, held(number, entry, app));
            case Refusal.OnService(int number, Carrier carrier) -> new Complaint(Reason.PORT_IN_USE, onService(number, carrier));
            case Refusal.TakenInApiServer(int number, Instant since) -> taken(number, since, now);
            case Refusal.PinnedTwice(int number, String other) -> new Complaint(Reason.PORT_IN_USE,
                    nodePort(number) + "is pinned by port " + other + " of this app as well" + CHOOSE);
            case Refusal.EntryUnreadable(int number, String problem) -> new Complaint(Reason.RESERVATION_UNREADABLE, nodePort(number)
                    + "has a NodePortReservation that cannot be read (" + problem + ")" + CHOOSE
                    + ", or have an administrator repair or delete it");
            case Refusal.Resting(int number, Entry entry) -> resting(number, entry);
            case Refusal.OutOfRange(int number, var range, String ledger, var elsewhere) -> new Complaint(Reason.PORT_OUT_OF_RANGE,
                    nodePort(number) + "is not in the valid range " + range + " of ledger " + ledger + "; choose one in the range, "
                            + (elsewhere == null ? "" : "set exposure.ledger to " + elsewhere + ", which has it, ")
                            + "or leave nodePort out");
            case Refusal.OutsideApiServer(int number, var range) -> new Complaint(Reason.PORT_OUT_OF_RANGE,
                    nodePort(number) + "is not in the API server's range " + range + " (--service-node-port-range)" + CHOOSE
                            + " in that range, or leave nodePort out");
            case Refusal.Excluded(int number, String ledger) -> new Complaint(Reason.PORT_EXCLUDED,
                    nodePort(number) + "is excluded by ledger " + ledger + CHOOSE + ", or leave nodePort out");
            case Refusal.Exhausted(String ledger, Census census) -> new Complaint(Reason.LEDGER_EXHAUSTED,
                    LedgerRefusals.exhausted(ledger, census));
            case Refusal.KeptForAnother(int number, SetAside item) -> new Complaint(Reason.PORT_SET_ASIDE, kept(number, item));
            case Refusal.OverQuota quota -> new Complaint(Reason.QUOTA_EXCEEDED, LedgerRefusals.overQuota(quota));
            case Refusal.Suspended(String ledger) -> new Complaint(Reason.LEDGER_SUSPENDED, LedgerRefusals.suspended(ledger));
            case Refusal.NoLedger none -> new Complaint(Reason.LEDGER_NOT_FOUND, LedgerRefusals.none(none));
            case Refusal.NotAdmitted not -> new Complaint(Reason.NAMESPACE_NOT_ALLOWED, LedgerRefusals.notAdmitted(not));
            case Refusal.RangeUnknown(String ledger, String why) -> new Complaint(Reason.RANGE_UNKNOWN,
                    why + "; until the range of ledger " + ledger + " is known nothing is granted but pins");
        };
    }

    private static Complaint resting(int number, Entry entry) {
        var until = entry.until();
        return until == null
                ? new Complaint(Reason.PORT_RETAINED, nodePort(number) + "is retained for " + entry.holder().app() + " since "
                        + day(entry.since()) + CHOOSE + ", or have an administrator delete NodePortReservation " + number)
                : new Complaint(Reason.PORT_RESTING, nodePort(number) + "rests until " + EntryText.text(until) + " after "
                        + entry.holder().app() + " gave it up; it is granted then, or choose another");
    }

    private static String kept(int number, SetAside item) {
        var beneficiary = item.beneficiary();
        var note = item.note();
        return nodePort(number) + (beneficiary == null ? "is blocked" : "is set aside for " + beneficiary) + " by ledger " + item.ledger()
                + (note == null ? "" : " (" + note + ")") + CHOOSE + ", or leave nodePort out";
    }

    private static String day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC).toString();
    }

    private static String held(int number, Entry entry, AppRef app) {
        var ports = entry.holder().ports().stream().map(HeldPort::name).collect(Collectors.joining(", "));
        if (entry.holder().app().equals(app)) {
            return nodePort(number) + "is held by port " + ports + " of this app, which keeps it" + CHOOSE + ", or pin that port elsewhere";
        }
        return nodePort(number) + "is held by " + entry.holder().app() + " (port " + ports + ") since "
                + day(entry.since()) + CHOOSE + ", or delete that app";
    }

    private static String onService(int number, Carrier carrier) {
        var as = carrier.field().equals(Carrier.NODE_PORT) ? "" : " as its " + carrier.field();
        return nodePort(number) + "is used by Service " + carrier + as + ", which no ExposedApp owns" + CHOOSE + ", or delete that Service";
    }

    private static Complaint taken(int number, Instant since, Instant now) {
        return now.isBefore(since.plus(LAG))
                ? new Complaint(Reason.PORT_NOT_YET_FREE,
                        nodePort(number) + "is still allocated in the API server, which may lag behind by "
                                + "seconds; it is asked for again")
                : new Complaint(Reason.PORT_IN_USE, nodePort(number) + "is allocated in the API server, though no Service shows it"
                        + CHOOSE + ", or wait: it is asked for again");
    }

    private static String nodePort(int number) {
        return "nodePort " + number + " ";
    }
}

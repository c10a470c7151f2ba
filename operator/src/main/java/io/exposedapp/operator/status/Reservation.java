package io.exposedapp.operator.status;

import static io.exposedapp.operator.status.ConditionType.PORTS_RESERVED;

import io.exposedapp.operator.exposure.Ownership;
import io.exposedapp.operator.plan.AppObserved;
import io.exposedapp.operator.plan.AppPlan;
import io.exposedapp.operator.plan.Problem;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The verdict on {@code PortsReserved}: whether every exposed port has its number in the ledger. */
final class Reservation {

    private Reservation() {
    }

    static Verdict verdict(AppObserved seen, AppPlan plan, List<PortView> ports, List<Problem> problems) {
        if (plan.ownership() instanceof Ownership.NotOurs(var service, var _)) {
            return Verdict.of(PORTS_RESERVED, Reason.RESERVATION_PENDING,
                    "no number is claimed while Service " + service.namespace() + "/" + service.name() + " is not this app's");
        }
        if (plan.ownership() instanceof Ownership.NotAdoptable(var service, var _) && !waitsForNumbers(ports)) {
            return Verdict.of(PORTS_RESERVED, Reason.RESERVATION_PENDING,
                    "no number is claimed while Service " + service.namespace() + "/" + service.name() + " cannot be taken over");
        }
        var rejection = Rejection.under(PORTS_RESERVED, seen.app(), problems);
        if (rejection.filter(complaint -> complaint.reason().usersToFix() || !ports.stream().allMatch(Reservation::settled)).isPresent()) {
            return Verdict.of(PORTS_RESERVED, rejection.get().reason(), rejection.get().message());
        }
        var verdict = verdict(seen, plan, ports);
        return rejection.map(complaint -> verdict.reason() == Reason.RESERVATION_PENDING
                ? Verdict.of(PORTS_RESERVED, complaint.reason(), verdict.and(complaint.message()).message())
                : verdict.and(complaint.message())).orElse(verdict);
    }

    /** Served as it asks, or refused what it asks: no write that failed makes a difference to it. */
    private static boolean settled(PortView port) {
        return port.refused() || port.served();
    }

    private static Verdict verdict(AppObserved seen, AppPlan plan, List<PortView> ports) {
        if (ports.stream().anyMatch(PortView::refused)) {
            return refused(ports);
        }
        if (!plan.allocation().claims().isEmpty()) {
            return Verdict.of(PORTS_RESERVED, Reason.RESERVATION_PENDING, "to be claimed: "
                    + plan.allocation().claims().stream().map(c -> Integer.toString(c.entry().number())).collect(Collectors.joining(", ")));
        }
        if (seen.app().exposedPorts().isEmpty()) {
            return Verdict.yes(PORTS_RESERVED, Reason.PORTS_RESERVED, "no port is exposed, so none needs a number");
        }
        var numbers = ports.stream().filter(PortView::exposed).map(p -> p.port().name() + ": " + p.granted())
                .collect(Collectors.joining("; "));
        return Verdict.yes(PORTS_RESERVED, Reason.PORTS_RESERVED,
                Text.sentences(Stream.concat(Stream.of(numbers), Remarks.of(seen.book(), seen.app().ref()).stream()).toList()));
    }

    /** What the ports of a Service that is to be taken over are refused passes by itself, all of it. */
    static boolean waitsForNumbers(List<PortView> ports) {
        var refused = Refused.of(ports);
        return !refused.isEmpty() && refused.stream().noneMatch(r -> r.reason().usersToFix());
    }

    /** One reason has to stand for all: the user's to fix before what passes, then the first by name. The message tells all of them. */
    private static Verdict refused(List<PortView> ports) {
        var refused = Refused.of(ports);
        var reason = refused.stream().map(Refused::reason).min(Comparator.comparing(r -> !r.usersToFix())).orElseThrow();
        return Verdict.of(PORTS_RESERVED, reason, Text.sentences(refused.stream().map(Refused::sentence).toList()));
    }
}

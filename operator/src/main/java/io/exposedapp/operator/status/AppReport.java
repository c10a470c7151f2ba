package io.exposedapp.operator.status;

import io.exposedapp.api.v1.ExposedAppStatus;
import io.exposedapp.operator.app.App;
import io.exposedapp.operator.app.Labels;
import io.exposedapp.operator.exposure.Addresses;
import io.exposedapp.operator.ledger.Grant;
import io.exposedapp.operator.plan.AppObserved;
import io.exposedapp.operator.plan.AppPlan;
import io.exposedapp.operator.plan.Contest;
import io.exposedapp.operator.plan.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What is told of an app: its status, and events for what has changed since the last one. Equal inputs give equal reports. */
public final class AppReport {

    /** A number that the API server may release within seconds: nobody tells us when. */
    static final Duration SOON = Duration.ofSeconds(2);

    /** A write that was refused, for a reason that may go without a sign: a quota, a policy, a number nobody shows. */
    static final Duration LATER = Duration.ofSeconds(20);

    private AppReport() {
    }

    /**
     * The report.
     *
     * @param events to be written once the status has been
     * @param lookAgain when the same may have to be told differently, or tried again, although nothing is heard
     */
    public record Report(ExposedAppStatus status, List<EventDraft> events, Optional<Instant> lookAgain) {

        public Report {
            events = List.copyOf(events);
        }
    }

    /**
     * Tells of the last look of a pass.
     *
     * @param problems writes that were refused or failed in this pass
     */
    public static Report of(AppObserved seen, AppPlan plan, List<Problem> problems) {
        var ports = PortView.of(seen, plan);
        var exposed = Exposed.of(seen, plan, ports, problems);
        var verdicts = verdicts(seen, plan, ports, exposed, problems);
        var status = status(seen, plan, ports, exposed, verdicts);
        return new Report(status, AppEvents.since(seen.app().status(), ports, verdicts), lookAgain(seen, plan, problems));
    }

    /** In the order in which one decides Ready before another; Ready and Stalled last. */
    private static List<Verdict> verdicts(AppObserved seen, AppPlan plan, List<PortView> ports, Exposed exposed, List<Problem> problems) {
        var ending = Terminating.verdicts(seen, plan, ports, problems);
        if (ending.isPresent()) {
            return ending.get();
        }
        var app = seen.app();
        var parts = List.of(Reservation.verdict(seen, plan, ports, problems), exposed.sum(),
                Running.available(app, plan), Running.progressing(app, plan, problems));
        var all = new ArrayList<Verdict>(parts);
        all.set(all.size() - 1, Running.shown(app, plan, parts.getLast()));
        if (app.reconcileDisabled()) {
            all.removeLast();
            all.add(Verdict.unknown(ConditionType.PROGRESSING, Reason.RECONCILE_DISABLED,
                    "this status is written and nothing else; remove the annotation exposedapp.io/reconcile to go on"));
        }
        all.addAll(Readiness.of(app, parts));
        return all;
    }

    private static ExposedAppStatus status(AppObserved seen, AppPlan plan, List<PortView> ports, Exposed exposed,
            List<Verdict> verdicts) {
        var app = seen.app();
        var progress = plan.progress();
        var service = PortView.ours(plan.ownership());
        var before = app.status();
        // There no port of the app would answer.
        var addresses = app.exposedPorts().isEmpty() ? Addresses.NONE : seen.addresses();
        return new ExposedAppStatus(app.generation(), progress.replicas(), progress.ready(), progress.updated(), progress.available(),
                selector(app), plan.revision().hash(), service == null ? null : service.name(),
                PortReport.statuses(seen, ports, hindrance(verdicts.getFirst(), exposed), exposed.inside()),
                progress.ready() + "/" + app.replicas(), PortReport.map(ports),
                addresses.shown(),
                Conditions.of(verdicts, before == null ? null : before.conditions(), app.generation(), seen.now()));
    }

    private static String selector(App app) {
        return Labels.APP + "=" + app.ref().name();
    }

    /** A claim that was not made keeps the Service from carrying the number; else the Service itself is in the way. */
    private static Verdict hindrance(Verdict reservation, Exposed exposed) {
        return switch (reservation.reason()) {
            case RESERVATION_REJECTED, RESERVATION_WRITE_FAILED, OPERATOR_FORBIDDEN, CRD_MISSING, TERMINATING -> reservation;
            default -> exposed.outside();
        };
    }

    private static Optional<Instant> lookAgain(AppObserved seen, AppPlan plan, List<Problem> problems) {
        var now = seen.now();
        var contested = seen.learnt().contests().values().stream().map(Contest::over);
        var refused = problems.stream().map(problem -> Objects.requireNonNullElse(problem.retryAt(), now.plus(LATER)));
        var taken = taken(seen, plan).map(since -> now.plus(now.isBefore(since.plus(Refusals.LAG)) ? SOON : LATER));
        return Stream.of(refused, taken, contested).flatMap(instants -> instants).min(Instant::compareTo);
    }

    /**
     * Since when the API server says of numbers that they are taken, as long as a port waits for one. It may wait for such a number though its
     * refusal is another: it keeps the one that it has while a new pin is refused, or no other number is free.
     */
    private static Stream<Instant> taken(AppObserved seen, AppPlan plan) {
        return plan.allocation().grants().values().stream().anyMatch(Grant.Refused.class::isInstance)
                ? seen.learnt().rejected().values().stream()
                : Stream.empty();
    }
}

package io.exposedapp.operator.status;

import static io.exposedapp.operator.status.ConditionType.EXPOSED;

import io.exposedapp.operator.app.App;
import io.exposedapp.operator.exposure.Addresses;
import io.exposedapp.operator.exposure.Adoption;
import io.exposedapp.operator.exposure.AdoptionMark;
import io.exposedapp.operator.exposure.Ownership;
import io.exposedapp.operator.exposure.SeenService;
import io.exposedapp.operator.exposure.Unfit;
import io.exposedapp.operator.plan.AppObserved;
import io.exposedapp.operator.plan.AppPlan;
import io.exposedapp.operator.plan.Problem;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether the Service carries every exposed port on its number, and no other. */
final class Serving {

    private Serving() {
    }

    static Verdict verdict(AppObserved seen, AppPlan plan, List<PortView> ports, List<Problem> problems) {
        if (plan.ownership() instanceof Ownership.NotOurs(SeenService service, String owner)) {
            var adopt = service.controller() == null ? "set exposure.service.adopt: true to take it over, " : "";
            return Verdict.of(EXPOSED, Reason.SERVICE_NOT_OWNED, "Service " + service.namespace() + "/" + service.name()
                    + " is not this app's: " + owner + "; " + adopt
                    + "delete or rename it, or re-create this app with another exposure.service.name");
        }
        if (plan.ownership() instanceof Ownership.NotAdoptable(SeenService service, Unfit unfit)) {
            return TakingOver.refused(service, unfit, seen.app(), plan.allocation(), ports);
        }
        var rejection = Rejection.under(EXPOSED, seen.app(), problems);
        if (rejection.filter(complaint -> complaint.reason().usersToFix()).isPresent()) {
            return Verdict.of(EXPOSED, rejection.get().reason(), rejection.get().message());
        }
        var verdict = Altered.in(verdict(seen, plan, ports), seen, seen.service());
        return rejection.map(complaint -> verdict.reason() == Reason.WAITING_FOR_SERVICE
                ? Verdict.of(EXPOSED, complaint.reason(), complaint.message())
                : verdict.and(complaint.message())).orElse(verdict);
    }

    private static Verdict verdict(AppObserved seen, AppPlan plan, List<PortView> ports) {
        var contest = seen.learnt().contest(seen.app().service().name());
        // Without a field manager beside our own it is another operator of ours, as of a lease that was just lost: no affair of the user's.
        if (contest != null && contest.manager() != null) {
            return TakingOver.contested(seen.app().ref().namespace() + "/" + seen.app().service().name(), contest);
        }
        if (plan.ownership() instanceof Ownership.Adopting(SeenService service)) {
            return TakingOver.goesOn(seen.app(), service, ports);
        }
        if (plan.ownership() instanceof Ownership.Ours(SeenService service)) {
            var followed = AdoptionMark.followedAt(service, seen.now());
            if (followed.isPresent()) {
                return TakingOver.followed(service, followed.get());
            }
        }
        var lacking = ports.stream().filter(p -> p.granted() != null && !p.granted().equals(p.reachable())).toList();
        if (plan.ownership() instanceof Ownership.Ours(SeenService service) && !Adoption.led(seen.app(), service)) {
            return Verdict.of(EXPOSED, Reason.WAITING_FOR_SERVICE,
                    "Service " + service.namespace() + "/" + service.name() + " does not lead to this app's pods yet");
        }
        var leftOver = ports.stream().filter(p -> !p.exposed() && p.reachable() != null).toList();
        if (!lacking.isEmpty() || !leftOver.isEmpty()) {
            return Verdict.of(EXPOSED, Reason.WAITING_FOR_SERVICE, waiting(seen.app(), plan.ownership(), lacking, leftOver));
        }
        var verdict = verdict(ports.stream().filter(PortView::exposed).toList());
        return verdict.reason() == Reason.EXPOSED || verdict.reason() == Reason.PARTLY_EXPOSED ? where(verdict, seen.addresses()) : verdict;
    }

    /** Without a count, which would change with every node. */
    private static Verdict where(Verdict verdict, Addresses addresses) {
        return addresses.stale()
                ? verdict.and("no node is Ready, so none of the addresses may answer")
                : addresses.more() ? verdict.and("there are more addresses than are shown: kubectl get nodes -o wide") : verdict;
    }

    private static Verdict verdict(List<PortView> exposed) {
        if (exposed.isEmpty()) {
            return Verdict.yes(EXPOSED, Reason.INSIDE_ONLY, "no port is exposed, so there is no NodePort Service");
        }
        if (exposed.stream().allMatch(PortView::served)) {
            return Verdict.yes(EXPOSED, Reason.EXPOSED, mapping(exposed));
        }
        return exposed.stream().allMatch(p -> p.reachable() == null)
                ? Verdict.of(EXPOSED, Reason.NO_PORT_GRANTED, "no port has a number, so there is no NodePort Service")
                : Verdict.of(EXPOSED, Reason.PARTLY_EXPOSED, mapping(exposed));
    }

    private static String waiting(App app, Ownership ownership, List<PortView> lacking, List<PortView> leftOver) {
        var service = "Service " + app.ref().namespace() + "/" + app.service().name();
        if (ownership instanceof Ownership.Leaving) {
            return service + " is being deleted; it is made anew as soon as it is gone";
        }
        return Stream.of(words(service + " does not carry yet: ", lacking, PortView::granted),
                words(service + " still carries, though not exposed: ", leftOver, PortView::reachable))
                .flatMap(Optional::stream).collect(Collectors.joining(". "));
    }

    private static Optional<String> words(String text, List<PortView> ports, Function<PortView, @Nullable Integer> number) {
        return ports.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        text + ports.stream().map(p -> number.apply(p) + " (" + p.port().name() + ")").collect(Collectors.joining(", ")));
    }

    /** The way of a connection in plain words, for each port. */
    private static String mapping(List<PortView> ports) {
        return ports.stream().map(p -> p.port().name() + ": " + way(p)).collect(Collectors.joining("; "));
    }

    private static String way(PortView view) {
        if (view.reachable() == null) {
            return "not exposed (" + Objects.requireNonNull(view.refusal()).reason().text() + ")";
        }
        var refused = view.refused() && view.port().pin() != null ? " (not " + view.port().pin() + ")" : "";
        return "outside " + view.reachable() + refused + " -> inside the cluster " + view.port().port() + " -> in the container "
                + view.port().containerPort();
    }
}

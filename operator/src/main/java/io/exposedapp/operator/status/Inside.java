package io.exposedapp.operator.status;

import static io.exposedapp.operator.status.ConditionType.EXPOSED;

import io.exposedapp.operator.app.App;
import io.exposedapp.operator.app.Names;
import io.exposedapp.operator.exposure.Ownership;
import io.exposedapp.operator.exposure.SeenService;
import io.exposedapp.operator.plan.AppObserved;
import io.exposedapp.operator.plan.AppPlan;
import io.exposedapp.operator.plan.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** Whether the Service for clients inside the cluster has every port, where there is to be one. */
final class Inside {

    private Inside() {
    }

    /** Asked for an app that hides ports. */
    static Verdict verdict(AppObserved seen, AppPlan plan, List<PortView> ports, List<Problem> problems) {
        var app = seen.app();
        var name = Names.internal(app.ref().name());
        var service = app.ref().namespace() + "/" + name;
        var hidden = ports.stream().filter(view -> !view.exposed()).toList();
        if (plan.internal() instanceof Ownership.NotOurs(SeenService _, String owner)) {
            return Verdict.of(EXPOSED, Reason.SERVICE_NOT_OWNED, "Service " + service + " is not this app's: " + owner
                    + "; delete or rename it, so that clients inside the cluster reach what is not exposed ("
                    + hidden.stream().map(view -> view.port().name()).collect(Collectors.joining(", ")) + ")");
        }
        var rejection = Rejection.under(EXPOSED, app, problems);
        var inside = ports.stream().allMatch(PortView::inside);
        if (rejection.filter(complaint -> complaint.reason().usersToFix() || !inside).isPresent()) {
            return Verdict.of(EXPOSED, rejection.get().reason(), rejection.get().message());
        }
        var contest = seen.learnt().contest(name);
        if (contest != null && contest.manager() != null) {
            return TakingOver.contested(service, contest);
        }
        if (!inside) {
            return Altered.in(Verdict.of(EXPOSED, Reason.WAITING_FOR_SERVICE, waiting(service, plan, ports)), seen, seen.internal());
        }
        var verdict = Verdict.yes(EXPOSED, Reason.EXPOSED, hidden.stream().map(view -> way(app, view)).collect(Collectors.joining("; ")));
        return Altered.in(rejection.map(complaint -> verdict.and(complaint.message())).orElse(verdict), seen, seen.internal());
    }

    private static String waiting(String service, AppPlan plan, List<PortView> ports) {
        return plan.internal() instanceof Ownership.Leaving
                ? "Service " + service + " is being deleted; it is made anew as soon as it is gone"
                : "Service " + service + " does not have yet: " + ports.stream().filter(view -> !view.inside())
                        .map(view -> view.port().port() + " (" + view.port().name() + ")").collect(Collectors.joining(", "));
    }

    private static String way(App app, PortView view) {
        return view.port().name() + ": inside the cluster only, " + Names.internal(app.ref().name()) + ":" + view.port().port()
                + " -> in the container " + view.port().containerPort();
    }
}

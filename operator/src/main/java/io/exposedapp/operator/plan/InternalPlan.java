package io.exposedapp.operator.plan;

import io.exposedapp.operator.app.App;
import io.exposedapp.operator.exposure.DesiredService;
import io.exposedapp.operator.exposure.Ownership;
import io.exposedapp.operator.exposure.SeenService;
import io.exposedapp.operator.exposure.ServiceChange;
import io.exposedapp.operator.exposure.ServicePort;
import io.exposedapp.operator.workload.Revision;
import java.util.Map;

/**
 * The Service for clients inside the cluster: made before a port leaves the Service that carries the numbers, and gone only when every port is
 * on that one again, so that there is no moment at which a port is on neither.
 */
final class InternalPlan {

    private InternalPlan() {
    }

    /**
     * The write that is due now, if any.
     *
     * @param internal whose the Service of that name is
     * @param exposing whose the one that carries the numbers is
     */
    static ServicePlan of(AppObserved seen, Ownership internal, Ownership exposing, Revision revision) {
        var app = seen.app();
        return switch (internal) {
            case Ownership.Ours(SeenService service) when !app.hidesPorts() && carriesAll(exposing, app) ->
                ServicePlan.now(new Action.DeleteService(service));
            case Ownership.Ours(SeenService service) -> ServicePlan.patch(seen, service, ServiceChange.between(service,
                    Targets.named(seen, revision, service, DesiredService.internal(app, Targets.kept(seen, revision, service)))));
            case Ownership.Absent _ when app.hidesPorts() ->
                ServicePlan.now(new Action.CreateService(DesiredService.internal(app, targets(seen, exposing, revision))));
            case Ownership.Orphan(SeenService service) when app.hidesPorts() ->
                ServicePlan.patch(seen, service, ServiceChange.between(service, DesiredService.internal(app, Map.of())));
            case Ownership.Absent _,Ownership.Orphan _,Ownership.Leaving _,Ownership.NotOurs _ -> ServicePlan.NOTHING;
            case Ownership.Adoptable _,Ownership.Adopting _,Ownership.NotAdoptable _ -> ServicePlan.NOTHING;
        };
    }

    /** A port that is renamed and hidden at once still leads, on the Service that it is about to leave, to the pods that are there. */
    private static Map<String, String> targets(AppObserved seen, Ownership exposing, Revision revision) {
        return exposing instanceof Ownership.Ours(SeenService service) ? Targets.kept(seen, revision, service) : Map.of();
    }

    private static boolean carriesAll(Ownership exposing, App app) {
        return exposing instanceof Ownership.Ours(SeenService service)
                && app.ports().stream().allMatch(port -> service.port(port).filter(ServicePort::hasNodePort).isPresent());
    }
}

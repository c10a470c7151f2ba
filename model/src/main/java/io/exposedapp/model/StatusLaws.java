package io.exposedapp.model;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.api.v1.PortStatus;
import java.util.Objects;
import java.util.stream.Stream;

/** The status of an app is about its present spec, tells where each port is reachable, and has a true reason for every other one. */
final class StatusLaws {

    private StatusLaws() {
    }

    static Stream<String> broken(Snapshot seen) {
        return seen.apps().values().stream().filter(app -> !Apps.disabled(app)).flatMap(app -> broken(seen, app));
    }

    private static Stream<String> broken(Snapshot seen, ExposedApp app) {
        if (app.getMetadata().getDeletionTimestamp() != null) {
            return Stream.of(AppKey.of(app) + " is being deleted and does not go");
        }
        var status = app.getStatus();
        if (status == null || !Objects.equals(status.observedGeneration(), app.getMetadata().getGeneration()) || status.ports() == null) {
            return Stream.of(AppKey.of(app) + " has no status of its present spec");
        }
        return Apps.ports(app).stream().flatMap(port -> status.ports().stream().filter(p -> p.name().equals(port.name())).findFirst()
                .map(told -> broken(seen, app, port, told)).orElse(Stream.of("nothing is told of the port")).map(
                        problem -> AppKey.of(app) + " port " + port + ": " + problem));
    }

    private static Stream<String> broken(Snapshot seen, ExposedApp app, Wish port, PortStatus told) {
        var carried = seen.serviceOf(app).flatMap(service -> Snapshot.number(service, port.name())).orElse(null);
        if (!Objects.equals(carried, told.nodePort())) {
            return Stream.of("is said to be on " + told.nodePort() + " and is on " + carried);
        }
        if (!port.exposed()) {
            return inside(seen, app, told);
        }
        if (told.reason() == null) {
            if (carried == null) {
                return Stream.of("has no number and no reason");
            }
            return port.pin() == null || port.pin().equals(carried)
                    ? Stream.empty()
                    : Stream.of("is on " + carried + " without a reason");
        }
        return Reasons.untrue(seen, app, port, told.reason(), String.valueOf(told.message()))
                .map(problem -> told.reason() + ": " + told.message() + " <- " + problem);
    }

    private static Stream<String> inside(Snapshot seen, ExposedApp app, PortStatus told) {
        var service = seen.services().get(Snapshot.internal(app));
        var ours = service != null && Snapshot.controller(service).equals(app.getMetadata().getUid());
        return Stream.of(Problem.when(told.nodePort() != null, "is on " + told.nodePort() + " though it is not exposed"),
                Problem.when(!Boolean.FALSE.equals(told.exposed()), "is not said to be inside the cluster only"),
                Problem.when(!Objects.equals(told.reason(), ours ? null : "ServiceNotOwned"), "is told of with " + told.reason()))
                .flatMap(problems -> problems);
    }
}

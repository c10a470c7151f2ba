package io.exposedapp.model;

import io.exposedapp.api.v1.ExposedApp;
import io.fabric8.kubernetes.api.model.Service;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Clients inside the cluster reach every port of an app that hides one, and never by a node port; of others there is no Service for them alone. */
final class InsideLaws {

    private InsideLaws() {
    }

    static Stream<String> broken(Snapshot seen) {
        return seen.apps().values().stream().filter(app -> !Apps.disabled(app)).flatMap(app -> broken(seen, app));
    }

    private static Stream<String> broken(Snapshot seen, ExposedApp app) {
        var subject = AppKey.of(app) + " hides " + hidden(app) + ": ";
        var service = seen.services().get(Snapshot.internal(app));
        if (service == null) {
            return Problem.when(!hidden(app).isEmpty(), subject + "there is no Service inside the cluster");
        }
        if (!Snapshot.controller(service).equals(app.getMetadata().getUid())) {
            return Stream.empty();
        }
        return Stream.of(
                Problem.when(hidden(app).isEmpty() && servesAll(seen, app), subject + "there is a Service inside the cluster for nothing"),
                Problem.when(!Numbers.of(service).isEmpty(), subject + "its Service inside the cluster has node ports"),
                Problem.when(!ports(service).equals(ports(app)), subject + "inside the cluster there is " + ports(service)))
                .flatMap(problems -> problems);
    }

    private static Set<String> hidden(ExposedApp app) {
        return Apps.ports(app).stream().filter(port -> !port.exposed()).map(Wish::name).collect(Collectors.toSet());
    }

    private static boolean servesAll(Snapshot seen, ExposedApp app) {
        return seen.serviceOf(app).filter(service -> ports(service).containsAll(ports(app))).isPresent();
    }

    private static Set<String> ports(ExposedApp app) {
        return Apps.ports(app).stream().map(port -> port.name() + " " + port.port() + "/" + port.protocol()).collect(Collectors.toSet());
    }

    private static Set<String> ports(Service service) {
        return service.getSpec().getPorts().stream().map(port -> port.getName() + " " + port.getPort() + "/" + port.getProtocol())
                .collect(Collectors.toSet());
    }
}

package io.exposedapp.operator.plan;

import io.exposedapp.operator.app.App;
import io.exposedapp.operator.exposure.DesiredService;
import io.exposedapp.operator.exposure.SeenService;
import io.exposedapp.operator.exposure.ServicePort;
import io.exposedapp.operator.workload.Owner;
import io.exposedapp.operator.workload.Revision;
import io.exposedapp.operator.workload.SeenPod;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * By which name of a container port a Service finds the pods while a port is being renamed. Old pods know the old name only; new ones know both,
 * and listen on whatever number they do. So the Service keeps the old name until all replicas are new, and no pod is out of it at any time.
 * Numbers as targets would not do: a revision may change name and containerPort at once.
 */
final class Targets {

    private Targets() {
    }

    /**
     * Names that the template of a new revision is to have beside its own: by alias, the name of the app's port.
     *
     * @param services the app's own
     */
    static SortedMap<String, String> aliases(App app, List<SeenService> services) {
        var aliases = new TreeMap<String, String>();
        services.forEach(service -> outdated(app, service).forEach((port, target) -> aliases.putIfAbsent(target, port)));
        return aliases;
    }

    /** Targets that the Service is to keep for now, by port name. What no revision knows was set by hand, and goes at once. */
    static SortedMap<String, String> kept(AppObserved seen, Revision revision, SeenService service) {
        if (inFull(seen, revision)) {
            return new TreeMap<>();
        }
        var kept = outdated(seen.app(), service);
        kept.values().retainAll(known(seen));
        return kept;
    }

    /** The names that the Service's ports lead to and that the spec does not have any more, by port name. */
    private static SortedMap<String, String> outdated(App app, SeenService service) {
        var outdated = new TreeMap<String, String>();
        for (ServicePort port : service.ports()) {
            if (app.port(port.targetPort()).isEmpty() && !port.targetPort().chars().allMatch(Character::isDigit)) {
                port.declaredBy(app).ifPresent(p -> outdated.put(p.name(), port.targetPort()));
            }
        }
        return outdated;
    }

    /** Names that container ports have in any revision of the app. */
    private static Set<String> known(AppObserved seen) {
        return seen.revisions().stream().flatMap(revision -> revision.portNames().stream()).collect(Collectors.toSet());
    }

    /**
     * The desired Service, whose ports keep their former names until the pods of other revisions are gone. The last of them has just left the
     * endpoints, then, for which nodes make new rules at once; they make the next ones, for the new names, a second later at the earliest, when
     * there are endpoints of these names too.
     */
    static DesiredService named(AppObserved seen, Revision revision, SeenService service, DesiredService desired) {
        return inFull(seen, revision) && former(seen, revision).findAny().isEmpty() ? desired : desired.underNamesOf(service, known(seen));
    }

    /** What should have ended by now is on a node that nobody hears of, and in no endpoints. */
    private static Stream<SeenPod> former(AppObserved seen, Revision revision) {
        return seen.pods().stream().filter(pod -> pod.owner(seen.app().uid()) == Owner.OURS && !pod.revision().equals(revision.hash()))
                .filter(pod -> pod.goneBy() == null || pod.goneBy().isAfter(seen.now()));
    }

    /** Whether they are in the endpoints does not matter here: otherwise each could wait for the other. */
    private static boolean inFull(AppObserved seen, Revision revision) {
        return current(seen, revision).filter(SeenPod::ready).count() >= seen.app().replicas();
    }

    private static Stream<SeenPod> current(AppObserved seen, Revision revision) {
        return seen.pods().stream()
                .filter(pod -> pod.owner(seen.app().uid()) == Owner.OURS && pod.active() && pod.revision().equals(revision.hash()));
    }
}

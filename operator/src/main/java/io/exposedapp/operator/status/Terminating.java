package io.exposedapp.operator.status;

import static io.exposedapp.operator.status.ConditionType.EXPOSED;
import static io.exposedapp.operator.status.ConditionType.PORTS_RESERVED;
import static io.exposedapp.operator.status.ConditionType.PROGRESSING;
import static io.exposedapp.operator.status.ConditionType.READY;
import static io.exposedapp.operator.status.ConditionType.STALLED;

import io.exposedapp.operator.app.App;
import io.exposedapp.operator.exposure.SeenService;
import io.exposedapp.operator.ledger.Entry;
import io.exposedapp.operator.plan.AppObserved;
import io.exposedapp.operator.plan.AppPlan;
import io.exposedapp.operator.plan.Failure;
import io.exposedapp.operator.plan.Problem;
import io.exposedapp.operator.workload.Owner;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is reported of an app that is being deleted, or whose namespace is: what is still there, and that it is not Ready. */
final class Terminating {

    /** Kubernetes' own finalizers, which garbage collection removes. */
    private static final Set<String> OF_GARBAGE_COLLECTION = Set.of("foregroundDeletion", "orphan");

    /** So many pods are named. */
    private static final int NAMED = 3;

    private Terminating() {
    }

    /** The conditions; empty for an app that is to stay. */
    static Optional<List<Verdict>> verdicts(AppObserved seen, AppPlan plan, List<PortView> ports, List<Problem> problems) {
        return message(seen, problems)
                .map(message -> List.of(reserved(seen), exposed(seen.app(), ports), Running.available(seen.app(), plan),
                        Verdict.no(PROGRESSING, Reason.TERMINATING, "no pod is created or replaced"),
                        Verdict.no(READY, Reason.TERMINATING, message),
                        Verdict.no(STALLED, Reason.NOT_STALLED, Readiness.NOTHING_WAITS)));
    }

    private static Optional<String> message(AppObserved seen, List<Problem> problems) {
        if (seen.app().deleting()) {
            return Optional.of("the app is being deleted" + stillThere(seen) + finalizers(seen.app()));
        }
        return problems.stream().anyMatch(problem -> problem.failure() instanceof Failure.NamespaceTerminating)
                ? Optional.of("namespace " + seen.app().ref().namespace()
                        + " is being deleted, and this app with it; nothing can be created in it")
                : Optional.empty();
    }

    private static String stillThere(AppObserved seen) {
        var uid = seen.app().uid();
        var pods = seen.pods().stream().filter(pod -> pod.owner(uid) == Owner.OURS).map(pod -> "pod " + pod.name()).sorted().toList();
        var more = pods.size() > NAMED ? Stream.of((pods.size() - NAMED) + " more pods") : Stream.<String>empty();
        var services = Stream.of(Optional.ofNullable(seen.service()), Optional.ofNullable(seen.internal())).flatMap(Optional::stream)
                .filter(service -> service.controlledBy(uid)).map(SeenService::name).map(name -> "Service " + name);
        var all = Stream.of(pods.stream().limit(NAMED), more, services).flatMap(s -> s).collect(Collectors.joining(", "));
        return all.isEmpty() ? "" : "; still there: " + all;
    }

    private static String finalizers(App app) {
        var others = app.finalizers().stream().filter(finalizer -> !OF_GARBAGE_COLLECTION.contains(finalizer)).toList();
        return others.isEmpty()
                ? ""
                : "; it waits for " + (others.size() == 1 ? "the finalizer " : "the finalizers ") + String.join(", ", others)
                        + ", which the controller that has set it must remove";
    }

    private static Verdict reserved(AppObserved seen) {
        var held = seen.book().of(seen.app().ref()).stream().filter(Entry::held).map(entry -> Integer.toString(entry.number())).toList();
        return held.isEmpty()
                ? Verdict.no(PORTS_RESERVED, Reason.TERMINATING, "no number is held")
                : Verdict.yes(PORTS_RESERVED, Reason.TERMINATING,
                        "held until the app and its Service are gone: " + String.join(", ", held));
    }

    private static Verdict exposed(App app, List<PortView> ports) {
        var open = ports.stream().filter(view -> view.reachable() != null)
                .map(view -> view.port().name() + ": " + Objects.requireNonNull(view.reachable())).collect(Collectors.joining(", "));
        return open.isEmpty()
                ? Verdict.no(EXPOSED, Reason.TERMINATING, "no port is open")
                : Verdict.yes(EXPOSED, Reason.TERMINATING, "Service " + app.service().name() + " still carries " + open);
    }
}

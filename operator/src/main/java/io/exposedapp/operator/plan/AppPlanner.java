package io.exposedapp.operator.plan;

import io.exposedapp.operator.app.App;
import io.exposedapp.operator.app.Labels;
import io.exposedapp.operator.exposure.Adoption;
import io.exposedapp.operator.exposure.Ownership;
import io.exposedapp.operator.exposure.SeenService;
import io.exposedapp.operator.exposure.ServiceChange;
import io.exposedapp.operator.exposure.ServicePort;
import io.exposedapp.operator.ledger.Allocation;
import io.exposedapp.operator.ledger.Allocator;
import io.exposedapp.operator.ledger.Claim;
import io.exposedapp.operator.ledger.Demand;
import io.exposedapp.operator.ledger.Entry;
import io.exposedapp.operator.workload.Move;
import io.exposedapp.operator.workload.Revision;
import io.exposedapp.operator.workload.Rollout;
import io.exposedapp.operator.workload.Situation;
import io.exposedapp.operator.workload.Situation.Endpoints;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is to be written for an app: claims, then the Service that carries them, and beside these the Service inside the cluster and pods. */
public final class AppPlanner {

    private AppPlanner() {
    }

    public static AppPlan plan(AppObserved seen) {
        var revision = Revision.of(seen.app(), seen.revisions(), seen.learnt().occupied());
        var found = ownership(seen);
        var rollout = rollout(seen, revision, ownServices(seen));
        var granted = allocation(seen, found);
        var ownership = Takeover.checked(seen.app(), found, granted);
        var allocation = ownership instanceof Ownership.NotAdoptable ? Takeover.unclaimed(granted) : granted;
        var exposing = ServicePlan.of(seen, ownership, allocation, revision, rollout.progress());
        var internal = Ownership.ofInternal(seen.app(), seen.internal());
        var inside = InternalPlan.of(seen, internal, ownership, revision);
        var pods = rollout.moves().stream().map(move -> (Action.OfApp) new Action.Pods(move));
        var services = Stream.concat(inside.write().stream(), ports(seen, ownership, allocation, exposing).stream());
        var lookAgain = Stream.of(rollout.nextLook(), exposing.lookAgain(), inside.lookAgain()).flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
        return new AppPlan(
                plan(seen, AppPlan.contested(seen, ownership, allocation),
                        Stream.concat(services, pods).toList(), lookAgain.orElse(null)),
                ownership, internal, allocation, revision, rollout.progress());
    }

    private static Plan<Action.OfApp> plan(AppObserved seen, boolean contested, List<Action.OfApp> actions, @Nullable Instant lookAgain) {
        if (seen.app().deleting() || seen.app().reconcileDisabled()) {
            return Plan.settled();
        }
        if (!seen.live() && (contested || actions.stream().anyMatch(AppPlanner::needsLive))) {
            return Plan.afterLiveLook();
        }
        return new Plan<>(actions, false, lookAgain);
    }

    private static Ownership ownership(AppObserved seen) {
        var numbers = seen.book().of(seen.app().ref()).stream().filter(e -> e.holder().service().equals(seen.app().service().name()))
                .map(Entry::number).collect(Collectors.toSet());
        return Ownership.of(seen.app(), seen.service(), numbers);
    }

    private static Allocation allocation(AppObserved seen, Ownership ownership) {
        if (seen.app().deleting()) {
            return new Allocation(new TreeMap<>(), List.of());
        }
        return switch (ownership) {
            case Ownership.NotOurs _,Ownership.NotAdoptable _ -> new Allocation(new TreeMap<>(), List.of());
            case Ownership.Ours(SeenService service) -> allocate(seen, carried(seen, service));
            case Ownership.Orphan(SeenService service) -> allocate(seen, Adoption.carried(seen.app(), service));
            case Ownership.Adoptable(SeenService service) -> allocate(seen, Adoption.carried(seen.app(), service));
            case Ownership.Adopting(SeenService service) -> allocate(seen, Adoption.carried(seen.app(), service));
            case Ownership.Absent _,Ownership.Leaving _ -> allocate(seen, Map.of());
        };
    }

    private static Allocation allocate(AppObserved seen, Map<String, Integer> carried) {
        var app = seen.app();
        var demand = new Demand(app.ref(), app.uid(), app.service().name(), app.exposedPorts(), carried, seen.learnt().rejected(),
                seen.learnt().outOfRange(),
                new Demand.Wish(app.ledger(), app.reclaimPolicy(), seen.namespaceLabels()), seen.learnt().proof().granted());
        return Allocator.allocate(seen.book(), demand, seen.learnt().fresh().keySet(), seen.now());
    }

    /** By the app's names of its ports. While one is being renamed, the Service may have its former name, and is known by number and protocol. */
    private static Map<String, Integer> carried(AppObserved seen, SeenService service) {
        var app = seen.app();
        var carried = new HashMap<String, Integer>();
        for (ServicePort port : service.ports()) {
            if (port.name() != null && port.hasNodePort() && !seen.learnt().proof().forfeited().contains(port.nodePort())) {
                if (app.port(port.name()).isPresent()) {
                    carried.put(port.name(), port.nodePort());
                } else {
                    port.declaredBy(app).ifPresent(p -> carried.putIfAbsent(p.name(), port.nodePort()));
                }
            }
        }
        return carried;
    }

    private static List<Action.OfApp> ports(AppObserved seen, Ownership ownership, Allocation allocation, ServicePlan exposing) {
        var actions = new ArrayList<Action.OfApp>();
        allocation.claims().forEach(claim -> actions.add(switch (claim) {
            case Claim.New(Entry entry) -> new Action.CreateEntry(entry);
            case Claim.Rewrite(Entry entry) -> new Action.RewriteEntry(entry);
            case Claim.Amend(Entry before, Entry entry) -> new Action.AmendEntry(before, entry);
        }));
        // Before the Service: once that has another number, the entry's own reconciler sees a number given up, and lets it rest.
        var notOurs = ownership instanceof Ownership.NotAdoptable;
        var numbers = notOurs ? Set.<Integer>of() : allocation.numbers().values();
        seen.learnt().fresh().values().stream().filter(entry -> !numbers.contains(entry.number()) && !pinned(seen.app(), entry.number()))
                .filter(entry -> notOurs || neverServed(seen, ownership, entry.number()))
                .forEach(entry -> actions.add(new Action.DiscardClaim(entry)));
        exposing.write().ifPresent(write -> {
            actions.addAll(Confirmations.of(seen, allocation, write));
            actions.addAll(Holds.inTheWay(seen.book(), allocation));
            actions.add(write);
        });
        return actions;
    }

    /** A pin that the API server will not allocate yet is asked for again, and nobody else is to have it meanwhile. */
    private static boolean pinned(App app, int number) {
        return app.exposedPorts().stream().anyMatch(p -> p.pin() != null && p.pin() == number);
    }

    /**
     * The API server refused it for this Service, which does not have it. Any other claim may have been put on the Service, and taken off again, by
     * another operator meanwhile, so it is to rest.
     */
    private static boolean neverServed(AppObserved seen, Ownership ownership, int number) {
        return seen.learnt().rejected().containsKey(number)
                && !(ownership instanceof Ownership.Ours(SeenService service) && service.carries(number));
    }

    /** Services through which clients reach the app's pods; one that still leads to others is none. */
    private static List<SeenService> ownServices(AppObserved seen) {
        var selector = Labels.selector(seen.app().ref().name());
        return seen.services().stream().filter(service -> service.selector().equals(selector)).toList();
    }

    private static Rollout.Moves rollout(AppObserved seen, Revision revision, List<SeenService> services) {
        var namesInUse = Stream.concat(seen.pods().stream().map(p -> p.name()), seen.learnt().occupied().stream())
                .collect(Collectors.toSet());
        var endpoints = services.stream().map(s -> new Endpoints(s.name(), seen.endpoints().getOrDefault(s.name(), Set.of()))).toList();
        return Rollout.plan(
                new Situation(seen.app(), revision, seen.revisions(), seen.pods(), namesInUse, seen.failures(), seen.budgets(), endpoints,
                        Targets.aliases(seen.app(), services), seen.now()));
    }

    /**
     * Writes for which a cache is no evidence enough: making a Service (a missing object has no precondition), taking over what an app of
     * the same name has left, adopting what nobody controls.
     */
    private static boolean needsLive(Action.OfApp action) {
        return switch (action) {
            case Action.CreateService _,Action.RewriteEntry _ -> true;
            case Action.PatchService(SeenService seen, ServiceChange _) -> seen.controller() == null;
            case Action.DeleteService(SeenService seen) -> seen.controller() == null;
            case Action.AmendEntry(Entry before, Entry entry) -> !before.holder().uid().equals(entry.holder().uid());
            case Action.Pods(Move move) -> move instanceof Move.AdoptPod || move instanceof Move.AdoptRevision;
            case Action.CreateEntry _,Action.DiscardClaim _,Action.RemoveHold _ -> false;
        };
    }
}

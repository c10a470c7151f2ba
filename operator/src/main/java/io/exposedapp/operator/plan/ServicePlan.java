package io.exposedapp.operator.plan;

import io.exposedapp.operator.exposure.Adoption;
import io.exposedapp.operator.exposure.AdoptionMark;
import io.exposedapp.operator.exposure.DesiredService;
import io.exposedapp.operator.exposure.Ownership;
import io.exposedapp.operator.exposure.SeenService;
import io.exposedapp.operator.exposure.ServiceChange;
import io.exposedapp.operator.ledger.Allocation;
import io.exposedapp.operator.workload.Revision;
import io.exposedapp.operator.workload.Rollout;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The one write to one of the app's Services that is due now, if any.
 *
 * @param lookAgain when one that is not due yet will be
 */
record ServicePlan(Optional<Action.OfService> write, Optional<Instant> lookAgain) {

    static final ServicePlan NOTHING = new ServicePlan(Optional.empty(), Optional.empty());

    /** For the Service that carries the numbers. */
    static ServicePlan of(AppObserved seen, Ownership ownership, Allocation allocation, Revision revision, Rollout.Progress progress) {
        var numbers = allocation.numbers();
        if (numbers.isEmpty()) {
            return withoutNumbers(seen, ownership);
        }
        var app = seen.app();
        var desired = DesiredService.of(app, numbers, Map.of());
        return switch (ownership) {
            case Ownership.Absent _ -> now(new Action.CreateService(desired));
            case Ownership.Ours(SeenService service) ->
                ours(seen, service,
                        Targets.named(seen, revision, service, DesiredService.of(app, numbers, Targets.kept(seen, revision, service))));
            case Ownership.Orphan(SeenService service) -> patch(seen, service,
                    Adoption.needed(app, service) ? Adoption.begin(app, service) : ServiceChange.between(service, desired));
            case Ownership.Adoptable(SeenService service) -> patch(seen, service, Adoption.begin(app, service));
            case Ownership.Adopting(SeenService service) -> adopting(seen, service, desired, Takeover.due(seen, progress));
            case Ownership.Leaving _,Ownership.NotOurs _,Ownership.NotAdoptable _ -> NOTHING;
        };
    }

    /** What is left of the app's own goes too where no port is to be reached from outside; where ports only wait for numbers, it may serve again. */
    private static ServicePlan withoutNumbers(AppObserved seen, Ownership ownership) {
        var unwanted = seen.app().exposedPorts().isEmpty();
        return switch (ownership) {
            case Ownership.Ours(SeenService service) -> now(new Action.DeleteService(service));
            case Ownership.Orphan(SeenService service) when unwanted -> now(new Action.DeleteService(service));
            case Ownership.Adopting(SeenService service) when unwanted -> now(new Action.DeleteService(service));
            case Ownership.Absent _,Ownership.Orphan _,Ownership.Adopting _,Ownership.Adoptable _ -> NOTHING;
            case Ownership.Leaving _,Ownership.NotOurs _,Ownership.NotAdoptable _ -> NOTHING;
        };
    }

    /** One that was taken over says so until its former pods may go. */
    private static ServicePlan ours(AppObserved seen, SeenService service, DesiredService desired) {
        var followed = AdoptionMark.followedAt(service, seen.now());
        var now = followed.isPresent() ? Adoption.stillFollowed(service, desired) : desired;
        return unlessChanged(patch(seen, service, ServiceChange.between(service, now)), followed);
    }

    private static ServicePlan adopting(AppObserved seen, SeenService service, DesiredService desired, Optional<Instant> due) {
        var led = Adoption.led(seen.app(), service);
        if (!led && due.filter(then -> !then.isAfter(seen.now())).isEmpty()) {
            return unlessChanged(patch(seen, service, Adoption.begin(seen.app(), service)), due);
        }
        if (Adoption.renames(service, desired) && !(led && Takeover.inEndpoints(seen, service))) {
            return patch(seen, service, ServiceChange.between(service, Adoption.underFormerNames(service, desired)));
        }
        return patch(seen, service, ServiceChange.between(service, Adoption.ended(seen.now(), desired)));
    }

    private static ServicePlan unlessChanged(ServicePlan change, Optional<Instant> lookAgain) {
        return change.equals(NOTHING) ? new ServicePlan(Optional.empty(), lookAgain) : change;
    }

    /** What somebody else keeps undoing is put right at a pace. */
    static ServicePlan patch(AppObserved seen, SeenService service, Optional<ServiceChange> change) {
        var altered = seen.learnt().alteration(service, seen.app().generation())
                .filter(a -> change.filter(c -> a.holdsBack(c, seen.now())).isPresent());
        if (altered.isPresent()) {
            return new ServicePlan(Optional.empty(), altered.map(Alteration::notBefore));
        }
        var contest = seen.learnt().contest(service.name());
        if (change.isPresent() && contest != null && seen.now().isBefore(contest.notBefore())) {
            return new ServicePlan(Optional.empty(), Optional.of(contest.notBefore()));
        }
        return change.map(c -> now(new Action.PatchService(service, c))).orElse(NOTHING);
    }

    static ServicePlan now(Action.OfService write) {
        return new ServicePlan(Optional.of(write), Optional.empty());
    }
}

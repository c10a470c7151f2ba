package io.exposedapp.operator.plan;

import io.exposedapp.operator.ledger.Lifecycle;
import io.exposedapp.operator.plan.EntryObserved.LiveLook;
import java.time.Duration;
import java.util.List;

/** What becomes of one entry: it is kept, released after a live proof, or deleted when its rest is over. */
public final class EntryPlanner {

    /** Caches that lag behind a live read are asked again after this. */
    static final Duration LAG = Duration.ofSeconds(2);

    /** What refused to let a number be kept (a quota, somebody's Service) may go without a sign. */
    static final Duration HOLD_RETRY = Duration.ofMinutes(5);

    private EntryPlanner() {
    }

    public static Plan<Action.OfEntry> plan(EntryObserved seen) {
        return seen.entry().held() ? held(seen) : resting(seen);
    }

    private static Plan<Action.OfEntry> held(EntryObserved seen) {
        var leftOver = Holds.leftOver(seen);
        if (leftOver.isPresent()) {
            var at = Holds.leftOverAt(seen.entry());
            return seen.now().isBefore(at) ? Plan.lookAgainAt(at) : Plan.of(List.of(new Action.RemoveHold(leftOver.get())));
        }
        if (seen.rules().suspended() || Need.of(seen.entry(), seen.app(), seen.service(), seen.book()) instanceof Need.Wanted) {
            return seen.holdRefused() ? Plan.lookAgainAt(seen.now().plus(HOLD_RETRY)) : Plan.settled();
        }
        return switch (seen.look()) {
            case null -> Plan.afterLiveLook();
            case LiveLook.StillWanted _ -> Plan.lookAgainAt(seen.now().plus(LAG));
            case LiveLook.Absent(Absence proof) when proof.proves(seen.entry()) -> release(seen, proof);
            case LiveLook.Absent _,LiveLook.AsSeen _ -> Plan.afterLiveLook();
        };
    }

    private static Plan<Action.OfEntry> release(EntryObserved seen, Absence proof) {
        return Lifecycle.release(seen.entry(), seen.rules().coolDown(), seen.now())
                .map(rested -> Plan.<Action.OfEntry>of(List.of(new Action.ReleaseEntry(seen.entry(), rested, proof))))
                .orElseGet(() -> Plan.of(List.of(new Action.FreeEntry(seen.entry(), proof))));
    }

    private static Plan<Action.OfEntry> resting(EntryObserved seen) {
        var entry = seen.entry();
        if (Lifecycle.over(entry, seen.now())) {
            // While a Service of the holder's carries the number, it is not free, whatever the entry says; news of the Service wakes this again.
            return seen.rules().suspended() || carried(seen) ? Plan.settled() : Plan.of(List.of(new Action.EndRest(entry)));
        }
        var unwanted = Holds.unwanted(seen);
        if (unwanted.isPresent()) {
            return Plan.of(List.of(new Action.RemoveHold(unwanted.get())));
        }
        if (Holds.missing(seen)) {
            return seen.look() instanceof LiveLook.AsSeen ? Plan.of(List.of(Holds.of(entry))) : Plan.afterLiveLook();
        }
        var until = entry.until();
        var again = seen.holdRefused() ? seen.now().plus(HOLD_RETRY) : null;
        return new Plan<>(List.of(), false, until == null || (again != null && again.isBefore(until)) ? again : until);
    }

    private static boolean carried(EntryObserved seen) {
        return seen.service() != null && seen.service().carries(seen.entry().number());
    }
}

package io.exposedapp.operator.plan;

import io.exposedapp.operator.ledger.Lifecycle;
import io.exposedapp.operator.plan.EntryObserved.LiveLook;
import java.time.Duration;
import java.util.List;

/** What becomes of one entry: it is kept, released after a live proof, or deleted when its rest is over. */
public final class EntryPlanner {

    /** Caches that lag behind a live read are asked again after this. */
    static final Duration LAG = Duration.ofSeconds(2);

    private EntryPlanner() {
    }

    public static Plan<Action.OfEntry> plan(EntryObserved seen) {
        if (seen.rules().suspended()) {
            return Plan.settled();
        }
        return seen.entry().held() ? held(seen) : resting(seen);
    }

    private static Plan<Action.OfEntry> held(EntryObserved seen) {
        if (Need.of(seen.entry(), seen.app(), seen.service(), seen.book()) instanceof Need.Wanted) {
            return Plan.settled();
        }
        return switch (seen.look()) {
            case null -> Plan.afterLiveLook();
            case LiveLook.StillWanted _ -> Plan.lookAgainAt(seen.now().plus(LAG));
            case LiveLook.Absent(Absence proof) when proof.proves(seen.entry()) -> release(seen, proof);
            case LiveLook.Absent _ -> Plan.afterLiveLook();
        };
    }

    private static Plan<Action.OfEntry> release(EntryObserved seen, Absence proof) {
        return Lifecycle.release(seen.entry(), seen.rules().coolDown(), seen.now())
                .map(rested -> Plan.<Action.OfEntry>of(List.of(new Action.ReleaseEntry(seen.entry(), rested, proof))))
                .orElseGet(() -> Plan.of(List.of(new Action.FreeEntry(seen.entry(), proof))));
    }

    private static Plan<Action.OfEntry> resting(EntryObserved seen) {
        var until = seen.entry().until();
        if (until == null) {
            return Plan.settled();
        }
        return Lifecycle.over(seen.entry(), seen.now()) ? Plan.of(List.of(new Action.EndRest(seen.entry()))) : Plan.lookAgainAt(until);
    }
}

package io.exposedapp.operator.ledger;

import io.exposedapp.operator.app.AppRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A number that is taken: one NodePortReservation, as it was read.
 *
 * @param uid of the reservation; with {@code resourceVersion} the precondition of every write to it
 * @param reclaimPolicy what becomes of the number when it is given up
 * @param since when this state began; a take-over by the re-created app keeps it
 * @param until end of the rest; present exactly while CoolingDown
 * @param confirmed it was written again since it was claimed, so that the pass that claimed it, whose precondition is what its create
 *        returned, cannot take it back any more
 */
public record Entry(
        int number,
        String uid,
        String resourceVersion,
        String ledger,
        State state,
        Holder holder,
        String reclaimPolicy,
        Instant since,
        @Nullable Instant until,
        boolean confirmed) {

    public enum State {
        HELD,
        COOLING_DOWN,
        RETAINED
    }

    public Entry {
        if ((state == State.COOLING_DOWN) != (until != null)) {
            throw new IllegalArgumentException("an entry has an until exactly while it rests");
        }
    }

    /** A claim that is yet to be made: UID and resourceVersion, which {@code create} gives, are empty. */
    static Entry claim(int number, String ledger, Holder holder, String reclaimPolicy, Instant now) {
        return new Entry(number, "", "", ledger, State.HELD, holder, reclaimPolicy, now, null, false);
    }

    /** The same number, ledger and versions in another state; whatever changes an entry confirms it. */
    Entry in(State newState, Instant newSince, @Nullable Instant newUntil) {
        return new Entry(number, uid, resourceVersion, ledger, newState, holder, reclaimPolicy, newSince, newUntil, true);
    }

    /** The same in the place of an object that is there. */
    Entry over(String seenUid, String seenVersion) {
        return new Entry(number, seenUid, seenVersion, ledger, state, holder, reclaimPolicy, since, until, true);
    }

    /** The same, written once more. */
    public Entry nowConfirmed() {
        return new Entry(number, uid, resourceVersion, ledger, state, holder, reclaimPolicy, since, until, true);
    }

    public boolean held() {
        return state == State.HELD;
    }

    /** Held by the app of that namespace and name, whatever its UID. */
    public boolean heldBy(AppRef app) {
        return held() && holder.app().equals(app);
    }
}

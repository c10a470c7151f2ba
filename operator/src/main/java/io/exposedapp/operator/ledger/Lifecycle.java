package io.exposedapp.operator.ledger;

import io.exposedapp.api.v1.NodePortReservationSpec;
import io.exposedapp.operator.ledger.Entry.State;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What becomes of an entry after its holder has given it up. */
public final class Lifecycle {

    private Lifecycle() {
    }

    /**
     * The resting or retained entry, or empty where the number is free at once. What becomes of it is read from the entry alone, since its
     * app may be gone.
     *
     * @param coolDown of the ledger as it is now; the end of the rest is fixed here, and a later edit of the ledger does not move it
     */
    public static Optional<Entry> release(Entry held, Duration coolDown, Instant now) {
        if (!held.held()) {
            throw new IllegalArgumentException("entry " + held.number() + " is not held");
        }
        // A policy that only a newer operator knows retains too: better to leak a number than to grant it twice.
        if (!held.reclaimPolicy().equals(NodePortReservationSpec.COOL_DOWN)) {
            return Optional.of(held.in(State.RETAINED, now, null));
        }
        return coolDown.isZero() ? Optional.empty() : Optional.of(held.in(State.COOLING_DOWN, now, wholeSecond(now.plus(coolDown))));
    }

    /** Entries tell time in seconds; rounded up, since no number may rest shorter than was promised. */
    private static Instant wholeSecond(Instant instant) {
        var second = instant.truncatedTo(ChronoUnit.SECONDS);
        return second.equals(instant) ? second : second.plusSeconds(1);
    }

    /** The rest is over: the entry is to be deleted. */
    public static boolean over(Entry entry, Instant now) {
        var until = entry.until();
        return until != null && !until.isAfter(now);
    }
}

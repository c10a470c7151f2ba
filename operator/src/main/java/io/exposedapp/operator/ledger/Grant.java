package io.exposedapp.operator.ledger;

import org.jspecify.annotations.Nullable;

/** What a port gets. */
public sealed interface Grant {

    /** The number that the port is served on, or null for none. */
    @Nullable
    Integer number();

    /** The port has what it asked for. */
    record Granted(Integer number, Basis basis) implements Grant {
    }

    /**
     * The port does not get what it asked for.
     *
     * @param number what it keeps serving on meanwhile, or null
     */
    record Refused(@Nullable Integer number, Refusal refusal) implements Grant {
    }

    /** The rules in their order (DESIGN: order of choice). */
    enum Basis {
        /** Asked for by number. */
        PIN,
        /** Held already, or carried by the app's Service while its entry was lost. */
        HELD,
        /** Shares the number of the port with the same Service port over another protocol. */
        SHARED,
        /** Rests since this very port gave it up. */
        RESTING,
        /** Set aside for it by its ledger. */
        SET_ASIDE,
        /** The first free one from the port's own place in the range. */
        FREE
    }
}

package io.exposedapp.operator.controller;

import io.exposedapp.operator.app.AppRef;
import java.util.Comparator;

/**
 * An app that may be woken next: by its turn, then the oldest.
 *
 * @param created when the app was, in RFC 3339
 */
record Candidate(Turn turn, String created, AppRef app) implements Comparable<Candidate> {

    private static final Comparator<Candidate> ORDER = Comparator.comparing(Candidate::turn).thenComparing(Candidate::created)
            .thenComparing(Candidate::app);

    /** Why it is woken, in the order in which that is done. */
    enum Turn {
        /** The very number that it waits for has changed. */
        ITS_NUMBER,
        /** Any number will do, and there is one. */
        THERE_IS_ROOM,
        /** A ledger or namespace was edited. */
        AN_EDIT,
        /** There is no room, but there are new counts to tell. */
        AT_LEISURE,
        NOT_NOW
    }

    @Override
    public int compareTo(Candidate other) {
        return ORDER.compare(this, other);
    }
}

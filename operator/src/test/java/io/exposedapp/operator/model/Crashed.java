package io.exposedapp.operator.model;

/** Ends what a dead process was doing. */
final class Crashed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Crashed(Replica who) {
        super(who + " is dead");
    }
}

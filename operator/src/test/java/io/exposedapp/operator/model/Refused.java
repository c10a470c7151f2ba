package io.exposedapp.operator.model;

import io.exposedapp.operator.plan.Failure;

/** The world did not do what it was asked. */
final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    Refused(Failure failure) {
        super(failure.toString());
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }

    /** A race may be lost; any other failure is thrown again. */
    void unlessLost() {
        if (!(failure instanceof Failure.Conflict || failure instanceof Failure.Gone)) {
            throw this;
        }
    }
}

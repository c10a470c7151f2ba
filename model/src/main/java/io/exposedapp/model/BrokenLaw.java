package io.exposedapp.model;

/** Something is so that must never be so. */
public final class BrokenLaw extends AssertionError {

    private static final long serialVersionUID = 1L;

    public BrokenLaw(String problem) {
        super(problem);
    }
}

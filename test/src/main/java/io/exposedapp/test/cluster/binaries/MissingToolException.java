package io.exposedapp.test.cluster.binaries;

/** This machine lacks a tool; the message names it and the command that installs it. */
public final class MissingToolException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Of the tool that the message names.
     *
     * @param message what follows "needs": "go 1.26 or newer (none was found): curl ..."
     */
    public MissingToolException(String message) {
        super(message);
    }
}

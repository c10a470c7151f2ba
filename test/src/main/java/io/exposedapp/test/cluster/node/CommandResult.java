package io.exposedapp.test.cluster.node;

/**
 * What a command did.
 *
 * @param command as it was given, on one line
 * @param out its standard output
 * @param err its standard error
 */
public record CommandResult(String command, int exitCode, String out, String err) {

    /** Whether it ended with 0. */
    public boolean succeeded() {
        return exitCode == 0;
    }

    /** Its standard output; throws {@link IllegalStateException} with its standard error if it did not succeed. */
    public String orThrow() {
        if (!succeeded()) {
            throw new IllegalStateException(command + " ended with " + exitCode + ": " + (err.isBlank() ? out : err).strip());
        }
        return out;
    }
}

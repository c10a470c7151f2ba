package io.exposedapp.test.cluster.process;

import java.util.Locale;

/** A process of the cluster ended that nobody stopped; the message has its exit code and the end of its log. */
public final class ComponentFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean portTaken;

    ComponentFailedException(String name, int exitCode, String logTail) {
        super(name + " ended with exit code " + exitCode + "; the end of its log:\n" + logTail.indent(2));
        portTaken = logTail.toLowerCase(Locale.ROOT).contains("address already in use");
    }

    /** Whether somebody else had its port, so that another one is worth a try. */
    public boolean portTaken() {
        return portTaken;
    }
}

package io.exposedapp.operator.app;

import java.util.Optional;

/** Names of what the operator makes. */
public final class Names {

    /** The app's container. */
    public static final String CONTAINER = "app";

    /** Field manager of every write, and the reporting controller of every event. */
    public static final String OPERATOR = "exposedapp-operator";

    /** The ledger that the operator makes where there is none. */
    public static final String DEFAULT_LEDGER = "default";

    /** No app and no Service of node ports is named so: the schema sees to it. */
    private static final String INTERNAL = "-internal";

    private Names() {
    }

    /** Name of a ControllerRevision: at most 52 + 1 + 6 characters. */
    public static String revision(String app, String revision) {
        return app + "-" + revision;
    }

    /** Name of the Service for clients inside the cluster: at most 52 + 9 characters. */
    public static String internal(String app) {
        return app + INTERNAL;
    }

    /** The app whose Service for clients inside the cluster has this name; empty where it is the name of no such one. */
    public static Optional<String> appOfInternal(String service) {
        return service.endsWith(INTERNAL) ? Optional.of(service.substring(0, service.length() - INTERNAL.length())) : Optional.empty();
    }

    /** Name of the Service that keeps a number in the API server's allocator. */
    public static String hold(int number) {
        return "hold-" + number;
    }

    /** Name of a pod: at most 52 + 1 + 6 + 1 + 3 characters, so that it is a host name as it is. */
    public static String pod(String app, String revision, int slot) {
        return app + "-" + revision + "-" + slot;
    }
}

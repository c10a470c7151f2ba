package io.exposedapp.api.v1;

/** Names that are part of the API: they never change within {@code v1}. */
public final class Api {

    public static final String GROUP = "exposedapp.io";
    public static final String VERSION = "v1";

    /** {@code kubectl get nodeports}: apps, ledgers and entries together. Not the singular of a kind, which would then name all three. */
    public static final String CATEGORY = "nodeports";

    /** On an ExposedApp; {@code disabled}: the operator writes its status and nothing else. */
    public static final String RECONCILE_ANNOTATION = GROUP + "/reconcile";
    public static final String RECONCILE_DISABLED = "disabled";

    /**
     * On a Service, {@code true}: it is an app's by now, and leads to its former pods until the app's own are available. A time: it leads to the
     * app's pods since then, and nodes may not have followed yet.
     */
    public static final String ADOPTING_ANNOTATION = GROUP + "/adopting";

    /** On a ControllerRevision: how the pods were divided among the revisions when the rollout was paused. */
    public static final String PAUSED_ANNOTATION = GROUP + "/paused";

    /**
     * On a NodePortReservation, {@code true}: it was written again since its number was claimed, so that the pass that claimed it cannot take
     * it back any more.
     */
    public static final String CONFIRMED_ANNOTATION = GROUP + "/confirmed";

    private Api() {
    }
}

package io.exposedapp.operator.app;

import io.exposedapp.api.v1.Api;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Labels of what the operator makes. Nothing is copied from the app (Argo CD would prune the children by its own tracking label), and
 * {@code app.kubernetes.io/instance} is never set (Argo CD tracks by it).
 */
public final class Labels {

    /** Name of the app; the whole selector of the Service and of the scale subresource. */
    public static final String APP = Api.GROUP + "/app";

    /** Revision of the pod. */
    public static final String REVISION = Api.GROUP + "/revision";

    /** On a Service that keeps a number in the API server's allocator: the number. */
    public static final String HOLD = Api.GROUP + "/hold";

    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";

    private Labels() {
    }

    /** The selector of an app's pods within its namespace. */
    public static Map<String, String> selector(String app) {
        return Map.of(APP, app);
    }

    /** On a Service that keeps a number; not the app label, by which pods and Services of an app are known. */
    public static Map<String, String> hold(int number) {
        return Map.of(HOLD, Integer.toString(number), MANAGED_BY, Names.OPERATOR);
    }

    /** On every child. */
    public static SortedMap<String, String> child(String app) {
        return new TreeMap<>(Map.of(APP, app, MANAGED_BY, Names.OPERATOR));
    }

    /** On pods and revisions. */
    public static SortedMap<String, String> ofRevision(String app, String revision) {
        var labels = child(app);
        labels.put(REVISION, revision);
        return labels;
    }
}

package io.exposedapp.operator.exposure;

import java.util.Set;

/**
 * What Argo CD knows its own objects by. An object that has it and is not in Git any more is pruned, so a Service that is taken over must
 * lose it before its manifest goes.
 */
public final class ArgoTracking {

    /** {@code app.kubernetes.io/instance} is the default, the second what Argo CD recommends instead; any other is a setting of its own. */
    public static final Set<String> LABELS = Set.of("app.kubernetes.io/instance", "argocd.argoproj.io/instance");

    public static final Set<String> ANNOTATIONS = Set.of("argocd.argoproj.io/tracking-id", "argocd.argoproj.io/installation-id");

    private ArgoTracking() {
    }
}

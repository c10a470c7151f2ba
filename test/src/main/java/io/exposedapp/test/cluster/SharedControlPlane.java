package io.exposedapp.test.cluster;

import io.exposedapp.test.tier.Tier;
import org.junit.jupiter.api.extension.ExtensionContext;

/** For extensions that build on {@link ControlPlane} or {@link Nodes}: what these hand to tests. */
public final class SharedControlPlane {

    private SharedControlPlane() {
    }

    /** What the test needs, by its annotation. */
    public static Tier tier(ExtensionContext context) {
        return SharedClusterExtension.tier(context);
    }

    /** The cluster of all test classes of that tier in this JVM. */
    public static TestCluster cluster(ExtensionContext context) {
        return SharedClusterExtension.cluster(context);
    }

    /** The namespace of the class, if it asked for one, else of the test. */
    public static TestNamespace namespace(ExtensionContext context) {
        return SharedClusterExtension.namespace(context);
    }
}

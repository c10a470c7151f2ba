package io.exposedapp.test.cluster;

import io.exposedapp.test.cluster.binaries.Binaries;
import io.exposedapp.test.cluster.node.NodeTools;
import io.exposedapp.test.cluster.node.RealNodes;
import io.exposedapp.test.tier.Tier;
import io.exposedapp.test.tier.TierSelection;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** What {@link ControlPlane} and {@link Nodes} mean: one cluster a tier and JVM, from the first test that needs it to the end of the last one. */
final class SharedClusterExtension implements BeforeAllCallback, ExecutionCondition, ParameterResolver, KeepsLogs {

    private static final Namespace STORE = Namespace.create(SharedClusterExtension.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Tier tier = tier(context);
        return session(context).computeIfAbsent("decision for " + tier.tag(),
                _ -> TierSelection.ofThisRun().decide(tier, () -> missing(tier)), ConditionEvaluationResult.class);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        KeptClusters.begins(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == TestCluster.class || type == RealNodes.class || type == KubernetesClient.class || type == TestNamespace.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        if (type == TestCluster.class) {
            return cluster(context);
        }
        if (type == RealNodes.class) {
            return cluster(context).nodes();
        }
        return type == KubernetesClient.class ? cluster(context).client() : namespace(context);
    }

    static TestCluster cluster(ExtensionContext context) {
        Tier tier = tier(context);
        return session(context).computeIfAbsent(tier, _ -> SharedCluster.start(tier), SharedCluster.class).running();
    }

    /** A store hands on what the one above it has: a test of a class with a namespace gets that one. */
    static TestNamespace namespace(ExtensionContext context) {
        return context.getStore(STORE).computeIfAbsent(TestNamespace.class,
                _ -> TestNamespace.create(cluster(context).client(), context.getDisplayName()), TestNamespace.class);
    }

    @Override
    public void keepLogs(ExtensionContext context) {
        SharedCluster shared = session(context).get(tier(context), SharedCluster.class);
        if (shared != null) {
            shared.keepLogs();
        }
    }

    /** By the tag that the class's annotation brings; the context of a whole run has none. */
    static Tier tier(ExtensionContext context) {
        return context.getTags().contains(Tier.NODE.tag()) ? Tier.NODE : Tier.CONTROL_PLANE;
    }

    private static Optional<String> missing(Tier tier) {
        Optional<String> binaries = Binaries.missingTool();
        return tier == Tier.NODE && binaries.isEmpty() ? NodeTools.missing() : binaries;
    }

    /** Of all classes of this JVM: where several JVMs share the tests, each class is a run of its own to JUnit. */
    private static Store session(ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, STORE);
    }
}

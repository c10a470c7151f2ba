package io.exposedapp.test.cluster.argocd;

import io.exposedapp.test.cluster.KeepsLogs;
import io.exposedapp.test.cluster.SharedControlPlane;
import io.exposedapp.test.tier.Tier;
import io.exposedapp.test.tier.TierSelection;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.support.TypeBasedParameterResolver;

/** What {@link WithArgoCd} means: one Argo CD a shared cluster, started for the first who asks. */
final class ArgoCdExtension extends TypeBasedParameterResolver<ArgoCd> implements ExecutionCondition, KeepsLogs {

    private static final Namespace STORE = Namespace.create(ArgoCdExtension.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, STORE).computeIfAbsent("decision",
                _ -> TierSelection.ofThisRun().decide(Tier.ARGO_CD, ArgoCdTools::missing), ConditionEvaluationResult.class);
    }

    @Override
    public ArgoCd resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, STORE).computeIfAbsent(SharedControlPlane.tier(context),
                _ -> ArgoCd.start(SharedControlPlane.cluster(context)), ArgoCd.class);
    }

    @Override
    public void keepLogs(ExtensionContext context) {
        ArgoCd argoCd = context.getStore(StoreScope.LAUNCHER_SESSION, STORE).get(SharedControlPlane.tier(context), ArgoCd.class);
        if (argoCd != null) {
            argoCd.keepLogs(Path.of("target", "cluster-logs"));
        }
    }
}

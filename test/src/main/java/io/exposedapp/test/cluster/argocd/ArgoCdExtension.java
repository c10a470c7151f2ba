package io.exposedapp.test.cluster.argocd;

import io.exposedapp.test.cluster.SharedControlPlane;
import io.exposedapp.test.tier.Tier;
import io.exposedapp.test.tier.TierSelection;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.support.TypeBasedParameterResolver;
import org.opentest4j.TestAbortedException;

/** What {@link WithArgoCd} means: one Argo CD a shared cluster, started for the first who asks. */
final class ArgoCdExtension extends TypeBasedParameterResolver<ArgoCd> implements ExecutionCondition, AfterEachCallback, AfterAllCallback {

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
    public void afterEach(ExtensionContext context) {
        keepLogsOfFailure(context);
    }

    /** For what fails outside of a test, in a {@code @BeforeAll}. */
    @Override
    public void afterAll(ExtensionContext context) {
        keepLogsOfFailure(context);
    }

    private static void keepLogsOfFailure(ExtensionContext context) {
        ArgoCd argoCd = context.getStore(StoreScope.LAUNCHER_SESSION, STORE).get(SharedControlPlane.tier(context), ArgoCd.class);
        if (argoCd != null && context.getExecutionException().filter(thrown -> !(thrown instanceof TestAbortedException)).isPresent()) {
            argoCd.keepLogs(Path.of("target", "cluster-logs"));
        }
    }
}

package io.exposedapp.test.cluster.kstatus;

import io.exposedapp.test.cluster.binaries.KstatusProgram;
import io.exposedapp.test.tier.Tier;
import io.exposedapp.test.tier.TierSelection;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.support.TypeBasedParameterResolver;

/** What {@link WithKstatus} means: one program a JVM, built for the first who asks. */
final class KstatusExtension extends TypeBasedParameterResolver<Kstatus> implements ExecutionCondition {

    private static final Namespace STORE = Namespace.create(KstatusExtension.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return TierSelection.ofThisRun().decide(Tier.CONTROL_PLANE, KstatusProgram::missingTool);
    }

    @Override
    public Kstatus resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, STORE).computeIfAbsent(Kstatus.class, _ -> Kstatus.start(), Kstatus.class);
    }
}

package io.exposedapp.test.cluster.prometheus;

import io.exposedapp.test.tier.Tier;
import io.exposedapp.test.tier.TierSelection;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What {@link WithPrometheus} means. */
final class PrometheusCondition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return TierSelection.ofThisRun().decide(Tier.PROMETHEUS, PrometheusTools::missing);
    }
}

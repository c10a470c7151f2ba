package io.exposedapp.operator.metrics;

import io.fabric8.kubernetes.api.model.Condition;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A condition as labels. One series a condition, of its present status and reason: three of each, as kube-state-metrics has them, would be
 * 18 an app and would not say why.
 */
record ConditionLabels(String type, String status, String reason) {

    /** One for each type, whatever was written into the status. */
    static Collection<ConditionLabels> of(@Nullable List<Condition> conditions) {
        var byType = new TreeMap<String, ConditionLabels>();
        for (Condition condition : Objects.requireNonNullElse(conditions, List.<Condition>of())) {
            var sample = new ConditionLabels(text(condition.getType()), text(condition.getStatus()), text(condition.getReason()));
            byType.put(sample.type(), sample);
        }
        return byType.values();
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }
}

package io.exposedapp.operator.cluster;

import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.app.Labels;
import io.exposedapp.operator.workload.Budget;
import io.exposedapp.operator.workload.SeenBudget;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetSpec;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A PodDisruptionBudget of the API server as a record. */
final class BudgetReading {

    private BudgetReading() {
    }

    /** Empty for one without the app's label. */
    static Optional<SeenBudget> read(PodDisruptionBudget budget) {
        var meta = budget.getMetadata();
        var labels = Objects.requireNonNullElse(meta.getLabels(), Map.<String, String>of());
        return Optional.ofNullable(labels.get(Labels.APP)).map(app -> new SeenBudget(new AppRef(meta.getNamespace(), app), meta.getName(),
                meta.getUid(), meta.getResourceVersion(), controllerUid(meta.getOwnerReferences()), minAvailable(app, budget.getSpec())));
    }

    private static @Nullable Integer minAvailable(String app, @Nullable PodDisruptionBudgetSpec spec) {
        return spec != null && spec.getMinAvailable() != null && spec.getMinAvailable().getValue() instanceof Integer number
                && spec.equals(Budget.spec(app, number)) ? number : null;
    }

    private static @Nullable String controllerUid(@Nullable List<OwnerReference> owners) {
        return Objects.requireNonNullElse(owners, List.<OwnerReference>of()).stream().filter(o -> Boolean.TRUE.equals(o.getController()))
                .findFirst().map(OwnerReference::getUid).orElse(null);
    }
}

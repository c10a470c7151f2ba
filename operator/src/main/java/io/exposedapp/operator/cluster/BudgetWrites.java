package io.exposedapp.operator.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.exposedapp.operator.app.App;
import io.exposedapp.operator.workload.Budget;
import io.exposedapp.operator.workload.SeenBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** The requests of PodDisruptionBudgets. */
final class BudgetWrites {

    private static final ObjectMapper TREES = new ObjectMapper();

    private final KubernetesClient client;
    private final Caches caches;
    private final Deletes deletes;

    BudgetWrites(KubernetesClient client, Caches caches) {
        this.client = client;
        this.caches = caches;
        this.deletes = new Deletes(client);
    }

    void create(App app, int minAvailable) {
        written(client.resource(Budget.blueprint(app, minAvailable)).create());
    }

    /** Its spec as a whole: whatever somebody else has added goes. */
    void resize(SeenBudget budget, int minAvailable) {
        var patch = JsonNodeFactory.instance.arrayNode();
        patch.addObject().put("op", "test").put("path", "/metadata/uid").put("value", budget.uid());
        patch.addObject().put("op", "test").put("path", "/metadata/resourceVersion").put("value", budget.resourceVersion());
        patch.addObject().put("op", "replace").put("path", "/spec").set("value",
                TREES.valueToTree(Budget.spec(budget.app().name(), minAvailable)));
        written(client.policy().v1().podDisruptionBudget().inNamespace(budget.app().namespace()).withName(budget.name())
                .patch(Writes.JSON_PATCH, patch.toString()));
    }

    void delete(SeenBudget budget) {
        var namespace = budget.app().namespace();
        deletes.delete("/apis/policy/v1/namespaces/" + namespace + "/poddisruptionbudgets/" + budget.name(), budget.uid(), null);
        caches.budgets.deleted(Mirror.key(namespace, budget.name()), budget.uid());
    }

    /** A live look at what a write lost a race over; its name, when there is one that is not the app's. */
    Optional<String> refresh(App app) {
        var namespace = app.ref().namespace();
        var name = Budget.name(app);
        var foreign = new AtomicBoolean();
        caches.budgets.refresh(Mirror.key(namespace, name),
                () -> Answer.live(client.policy().v1().podDisruptionBudget().inNamespace(namespace).withName(name)), budget -> {
                    var read = BudgetReading.read(budget);
                    foreign.set(read.filter(seen -> app.uid().equals(seen.controllerUid())).isEmpty());
                    return read;
                });
        return foreign.get() ? Optional.of(name) : Optional.empty();
    }

    private void written(PodDisruptionBudget budget) {
        BudgetReading.read(Answer.object(budget)).ifPresent(seen -> caches.budgets.written(budget, seen));
    }
}

package io.exposedapp.operator.cluster;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.exposedapp.api.v1.Api;
import io.exposedapp.operator.app.App;
import io.exposedapp.operator.app.ControllerReference;
import io.exposedapp.operator.app.Names;
import io.exposedapp.operator.plan.Action;
import io.exposedapp.operator.workload.Move;
import io.exposedapp.operator.workload.PodBlueprint;
import io.exposedapp.operator.workload.Revision;
import io.exposedapp.operator.workload.SeenBudget;
import io.exposedapp.operator.workload.SeenPod;
import io.exposedapp.operator.workload.SeenRevision;
import io.exposedapp.operator.workload.Split;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The requests of pods, revisions and budgets, one for each {@link Move}. */
final class PodWrites {

    private static final PatchContext STRATEGIC_MERGE = PatchContext.of(PatchType.STRATEGIC_MERGE);

    private final KubernetesClient client;
    private final Caches caches;
    private final Deletes deletes;
    private final BudgetWrites budgets;

    PodWrites(KubernetesClient client, Caches caches) {
        this.client = client;
        this.caches = caches;
        this.deletes = new Deletes(client);
        this.budgets = new BudgetWrites(client, caches);
    }

    void perform(App app, Move move, PodTemplates templates) {
        var namespace = app.ref().namespace();
        switch (move) {
            case Move.CreateRevision(Revision revision, long number, var aliases) -> {
                var template = templates.ofNew(revision, aliases);
                written(client.resource(PodBlueprint.controllerRevision(app, revision, number, template)).create());
                templates.stored(revision.hash(), template);
            }
            case Move.CreateBudget(int minAvailable) -> budgets.create(app, minAvailable);
            case Move.ResizeBudget(SeenBudget budget, int minAvailable) -> budgets.resize(budget, minAvailable);
            case Move.DeleteBudget(SeenBudget budget) -> budgets.delete(budget);
            case Move.RememberSplit(SeenRevision revision, Split split) -> note(namespace, revision, split.text());
            case Move.ForgetSplit(SeenRevision revision) -> note(namespace, revision, null);
            case Move.DeleteRevision(SeenRevision revision) -> {
                deletes.delete("/apis/apps/v1/namespaces/" + namespace + "/controllerrevisions/" + revision.name(), revision.uid(), null);
                caches.revisions.deleted(Mirror.key(namespace, revision.name()), revision.uid());
            }
            case Move.AdoptRevision(SeenRevision revision) -> written(client.apps().controllerRevisions().inNamespace(namespace)
                    .withName(revision.name()).patch(STRATEGIC_MERGE, adoption(app, revision.uid(), revision.resourceVersion())));
            case Move.CreatePod(String revision, int slot, String _) -> written(client
                    .resource(PodBlueprint.pod(app, templates.of(revision), revision, slot)).fieldValidation(Validation.STRICT).create());
            case Move.DeletePod(SeenPod pod, Move.Why _) -> delete(namespace, pod);
            case Move.AdoptPod(SeenPod pod) -> written(client.pods().inNamespace(namespace).withName(pod.name()).patch(STRATEGIC_MERGE,
                    adoption(app, pod.uid(), pod.resourceVersion())));
        }
    }

    /** Pods at the front, which may be made or deleted in any order; not mixed, since what is created may need the room of what goes. */
    static List<Action.OfApp> alike(List<Action.OfApp> actions) {
        var deletes = actions.stream().takeWhile(action -> action instanceof Action.Pods(Move.DeletePod _)).toList();
        return deletes.isEmpty() ? actions.stream().takeWhile(action -> action instanceof Action.Pods(Move.CreatePod _)).toList() : deletes;
    }

    /** @param text null removes the note */
    private void note(String namespace, SeenRevision revision, @Nullable String text) {
        var patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("metadata").put("uid", revision.uid()).put("resourceVersion", revision.resourceVersion())
                .putObject("annotations").put(Api.PAUSED_ANNOTATION, text);
        written(client.apps().controllerRevisions().inNamespace(namespace).withName(revision.name()).patch(STRATEGIC_MERGE,
                patch.toString()));
    }

    /** A live look at what a write lost a race over; the name, if what has it is not of this app. */
    Optional<String> refresh(App app, Move move) {
        var namespace = app.ref().namespace();
        return switch (move) {
            case Move.CreateRevision(Revision revision, long _, var _) ->
                refreshRevision(namespace, Names.revision(app.ref().name(), revision.hash()));
            case Move.RememberSplit(SeenRevision revision, Split _) -> refreshRevision(namespace, revision.name());
            case Move.ForgetSplit(SeenRevision revision) -> refreshRevision(namespace, revision.name());
            case Move.DeleteRevision(SeenRevision revision) -> refreshRevision(namespace, revision.name());
            case Move.AdoptRevision(SeenRevision revision) -> refreshRevision(namespace, revision.name());
            case Move.CreatePod(String _, int _, String name) -> refreshPod(namespace, name);
            case Move.DeletePod(SeenPod pod, Move.Why _) -> unnamed(() -> refreshPod(namespace, pod.name()));
            case Move.AdoptPod(SeenPod pod) -> unnamed(() -> refreshPod(namespace, pod.name()));
            case Move.CreateBudget _ -> budgets.refresh(app);
            case Move.ResizeBudget _,Move.DeleteBudget _ -> unnamed(() -> budgets.refresh(app));
        };
    }

    /** Of a write that asks for no name: no pod must step aside for it, whatever object has the name now. */
    private static Optional<String> unnamed(Runnable look) {
        look.run();
        return Optional.empty();
    }

    /** It lives on for its grace period, and its name with it; a pod that no node has goes at once. */
    private void delete(String namespace, SeenPod pod) {
        var answer = deletes.delete("/api/v1/namespaces/" + namespace + "/pods/" + pod.name(), pod.uid(), null);
        var kept = client.getKubernetesSerialization().unmarshal(answer);
        if (kept instanceof Pod object && object.getMetadata().getDeletionTimestamp() != null && stays(object)) {
            written(object);
        } else {
            caches.pods.deleted(Mirror.key(namespace, pod.name()), pod.uid());
        }
    }

    private static boolean stays(Pod pod) {
        var grace = pod.getMetadata().getDeletionGracePeriodSeconds();
        return grace != null && grace > 0;
    }

    /** Its name, when there is one: whoever has it, this app cannot. */
    private Optional<String> refreshPod(String namespace, String name) {
        var there = new AtomicBoolean();
        caches.pods.refresh(Mirror.key(namespace, name), () -> Answer.live(client.pods().inNamespace(namespace).withName(name)), pod -> {
            there.set(true);
            return PodReading.read(pod);
        });
        return there.get() ? Optional.of(name) : Optional.empty();
    }

    /** Its name, when it cannot be read: such a one is stepped over, while that of a predecessor is waited for. */
    private Optional<String> refreshRevision(String namespace, String name) {
        var unreadable = new AtomicBoolean();
        caches.revisions.refresh(Mirror.key(namespace, name),
                () -> Answer.live(client.apps().controllerRevisions().inNamespace(namespace).withName(name)), revision -> {
                    var read = RevisionReading.read(revision);
                    unreadable.set(read.isEmpty());
                    return read;
                });
        return unreadable.get() ? Optional.of(name) : Optional.empty();
    }

    private void written(Pod pod) {
        PodReading.read(Answer.object(pod)).ifPresent(seen -> caches.pods.written(pod, seen));
    }

    private void written(ControllerRevision revision) {
        RevisionReading.read(Answer.object(revision)).ifPresent(seen -> caches.revisions.written(revision, seen));
    }

    /** UID and resourceVersion in the body are the API server's preconditions; owner references merge by UID. */
    private static String adoption(App app, String uid, String resourceVersion) {
        var patch = JsonNodeFactory.instance.objectNode();
        var metadata = patch.putObject("metadata").put("uid", uid).put("resourceVersion", resourceVersion);
        metadata.putArray("ownerReferences").add(ControllerReference.json(app.ref(), app.uid()));
        return patch.toString();
    }
}

package io.exposedapp.test.cluster.argocd;

import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.waiting.Wait;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** An application of Argo CD, what it says of it, and what it has said: recorded from its beginning, by a watch. */
public final class Application implements AutoCloseable {

    private static final Duration LOOKS = Duration.ofSeconds(2);
    private static final String REFRESH = "argocd.argoproj.io/refresh";
    private static final ResourceDefinitionContext KIND = new ResourceDefinitionContext.Builder().withGroup("argoproj.io")
            .withVersion("v1alpha1").withKind("Application").withPlural("applications").withNamespaced(true).build();

    private final Resource<GenericKubernetesResource> application;
    private final Recording recording;
    private final Runnable requireRunning;
    private int mark;

    private Application(Resource<GenericKubernetesResource> application, Recording recording, Runnable requireRunning) {
        this.application = application;
        this.recording = recording;
        this.requireRunning = requireRunning;
    }

    /**
     * Creates it.
     *
     * @param requireRunning throws when Argo CD does not run any more, so that nobody waits for it in vain
     */
    static Application create(TestCluster cluster, String manifest, String repository, Runnable requireRunning) {
        GenericKubernetesResource wanted = cluster.client().getKubernetesSerialization().unmarshal(
                manifest.replaceAll("repoURL: [^,}\\s]+", "repoURL: " + repository), GenericKubernetesResource.class);
        Resource<GenericKubernetesResource> application = cluster.client().genericKubernetesResources(KIND).inNamespace(ArgoCd.NAMESPACE)
                .withName(wanted.getMetadata().getName());
        Recording recording = Recording.of(application);
        cluster.client().genericKubernetesResources(KIND).inNamespace(ArgoCd.NAMESPACE).resource(wanted).create();
        return new Application(application, recording, requireRunning);
    }

    /** As Argo CD has written it last. */
    public ApplicationStatus status() {
        return ApplicationStatus.of(application.require());
    }

    /** Has it look at Git and the cluster now, as a webhook does; and waits until it has. */
    public ApplicationStatus refresh() {
        askToLook();
        var looked = Wait.until("Argo CD has looked").seen(() -> {
            requireRunning.run();
            return application.require();
        }, now -> !now.getMetadata().getAnnotations().containsKey(REFRESH));
        return ApplicationStatus.of(looked);
    }

    /**
     * Waits until it says so; answers with what it says. Has it look every {@link #LOOKS} meanwhile: while CRDs come it misses changes, and
     * would find them with its own next look only.
     */
    public ApplicationStatus sees(String what, Predicate<ApplicationStatus> fits) {
        var asked = new AtomicLong(System.nanoTime());
        return Wait.until(what).seen(() -> {
            requireRunning.run();
            if (System.nanoTime() - asked.get() > LOOKS.toNanos()) {
                askToLook();
                asked.set(System.nanoTime());
            }
            return status();
        }, fits);
    }

    /** Refreshes, and waits until that revision of Git is Synced and Healthy. */
    public ApplicationStatus seesSettled(String revision) {
        refresh();
        return sees("Synced and Healthy at " + revision, status -> status.isSettled() && status.revision().equals(revision));
    }

    /** Refreshes, and waits until that revision of Git is Synced, whatever its health. */
    public ApplicationStatus seesSynced(String revision) {
        refresh();
        return sees("Synced at " + revision,
                status -> status.sync().equals("Synced") && status.revision().equals(revision) && !status.operating());
    }

    /** Refreshes, and waits until a sync to that revision of Git has ended well, though the application may not be Synced then. */
    public ApplicationStatus seesSyncEnded(String revision) {
        refresh();
        return sees("a sync to " + revision + " has ended",
                status -> status.operation().equals("Succeeded") && status.operationRevision().equals(revision) && !status.operating());
    }

    /** Begins to count anew. */
    public void mark() {
        catchUp();
        mark = recording.size();
    }

    /** All that it has shown and done since the mark, or since its beginning, up to a last look that is taken now. */
    public History sinceMark() {
        refresh();
        catchUp();
        return recording.since(mark);
    }

    /** Deletes the application and its objects, as {@code argocd app delete} does, and waits until it is gone. */
    public void deleteWithAllItHas() {
        application.patch(PatchContext.of(PatchType.JSON_MERGE),
                Serialization.asJson(Map.of("metadata", Map.of("finalizers", List.of("resources-finalizer.argocd.argoproj.io")))));
        application.delete();
        Wait.until("the application is gone").gone(() -> {
            requireRunning.run();
            return application.get();
        });
    }

    /** Deletes the application and leaves its objects, as {@code argocd app delete --cascade=false} does. */
    @Override
    public void close() {
        recording.close();
        application.withPropagationPolicy(DeletionPropagation.BACKGROUND).delete();
    }

    /** Waits until the recording has what was written up to now: by a write of our own, which is the last. */
    private void catchUp() {
        String barrier = "b-" + UUID.randomUUID();
        patch("labels", Recording.BARRIER, barrier);
        Wait.until("the watch has caught up with " + barrier).isSo(() -> recording.hasPassed(barrier));
    }

    private void askToLook() {
        patch("annotations", REFRESH, "normal");
    }

    private void patch(String map, String key, String value) {
        application.patch(PatchContext.of(PatchType.JSON_MERGE),
                Serialization.asJson(Map.of("metadata", Map.of(map, Map.of(key, value)))));
    }
}

package io.exposedapp.operator.cluster;

import io.exposedapp.api.v1.ExposedAppSpec;
import io.exposedapp.operator.app.App;
import io.exposedapp.operator.app.Intent;
import io.exposedapp.operator.app.Names;
import io.exposedapp.operator.workload.Owner;
import io.exposedapp.operator.workload.PodBlueprint;
import io.exposedapp.operator.workload.Revision;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What the revisions and pods of one plan are made from. A spec and its template can be more than a megabyte each: they are read when
 * something is created from them, and dropped with the plan.
 */
final class PodTemplates {

    /** Requests of one app at the same time, and the characters that their templates may have together. */
    private static final int LARGEST_BATCH = 16;
    private static final int LARGEST_BATCH_SIZE = 1 << 20;

    private final KubernetesClient client;
    private final Caches caches;
    private final App app;
    private final ExposedAppSpec spec;
    private final Map<String, PodTemplateSpec> stored = new ConcurrentHashMap<>();

    /**
     * Those of one plan.
     *
     * @param spec of the app, as a live look of this pass found it
     */
    PodTemplates(KubernetesClient client, Caches caches, App app, ExposedAppSpec spec) {
        this.client = client;
        this.caches = caches;
        this.app = app;
        this.spec = spec;
    }

    /**
     * The template of a revision that is not stored yet.
     *
     * @throws KubernetesClientException 409 if the plan was made for another spec than the live look found
     */
    PodTemplateSpec ofNew(Revision revision, SortedMap<String, String> aliases) {
        if (!Intent.of(spec).equals(revision.intent())) {
            throw failure(HttpURLConnection.HTTP_CONFLICT, "Conflict", "the spec of " + app.ref() + " changed while its pods were planned");
        }
        return PodBlueprint.template(app, spec, aliases);
    }

    /** The API server has stored it. */
    void stored(String hash, PodTemplateSpec template) {
        stored.put(hash, template);
    }

    /**
     * The template that a revision has in store.
     *
     * @throws KubernetesClientException 404 if there is none of the app's; the caches know then
     */
    PodTemplateSpec of(String hash) {
        var known = stored.get(hash);
        if (known == null) {
            known = read(hash);
            stored.put(hash, known);
        }
        return known;
    }

    /** How many pods may be created at the same time: few where each request is large. */
    int atOnce() {
        return Math.clamp(LARGEST_BATCH_SIZE / Math.max(1, app.size()), 1, LARGEST_BATCH);
    }

    /** As the API server would say it, for it is found out by what that answered. */
    private static KubernetesClientException failure(int code, String reason, String message) {
        return new KubernetesClientException(new StatusBuilder().withStatus("Failure").withCode(code).withReason(reason)
                .withMessage(message).build());
    }

    private PodTemplateSpec read(String hash) {
        var namespace = app.ref().namespace();
        var name = Names.revision(app.ref().name(), hash);
        var template = new AtomicReference<PodTemplateSpec>();
        caches.revisions.refresh(Mirror.key(namespace, name),
                () -> Answer.live(client.apps().controllerRevisions().inNamespace(namespace).withName(name)), object -> {
                    var read = RevisionReading.read(object);
                    if (read.filter(revision -> revision.owner(app.uid()) == Owner.OURS).isPresent()) {
                        RevisionReading.template(object).ifPresent(template::set);
                    }
                    return read;
                });
        var found = template.get();
        if (found == null) {
            throw failure(HttpURLConnection.HTTP_NOT_FOUND, "NotFound", "ControllerRevision " + name + " is gone");
        }
        return found;
    }
}

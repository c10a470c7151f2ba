package io.exposedapp.operator.cluster;

import io.exposedapp.api.v1.NodePortReservation;
import io.exposedapp.operator.app.App;
import io.exposedapp.operator.exposure.SeenService;
import io.exposedapp.operator.exposure.ServiceBlueprint;
import io.exposedapp.operator.exposure.ServiceChange;
import io.exposedapp.operator.ledger.Entry;
import io.exposedapp.operator.ledger.EntryPatch;
import io.exposedapp.operator.ledger.EntryText;
import io.exposedapp.operator.plan.Action;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Optional;

/**
 * The requests of the ledger and of Services, one for each {@link Action}. Each is a {@code create}, or says the UID and resourceVersion
 * that the decision saw; each answer goes into the caches at once. A failure is thrown as the client throws it.
 */
final class Writes {

    static final PatchContext JSON_PATCH = PatchContext.of(PatchType.JSON);
    private static final PatchContext JSON_MERGE = PatchContext.of(PatchType.JSON_MERGE);

    private final KubernetesClient client;
    private final Caches caches;
    private final Deletes deletes;

    Writes(KubernetesClient client, Caches caches) {
        this.client = client;
        this.caches = caches;
        this.deletes = new Deletes(client);
    }

    /** Answers with the entry as it was created, for {@code CreateEntry}. */
    Entry create(Action.CreateEntry action) {
        var created = Answer.object(client.resource(EntryText.object(action.entry())).create());
        caches.entries.written(created, EntryText.read(created));
        return withVersion(action.entry(), created);
    }

    /** A patch and not a PUT, so that labels and annotations of others stay. The API server compares the resourceVersion all the same. */
    void patch(Entry before, Entry entry) {
        var written = withVersion(entry, before);
        // By the object: a patch of a mere name has the client read the object first.
        var patched = Answer.object(client.resource(EntryText.object(written)).patch(JSON_MERGE, EntryPatch.of(written).toString()));
        caches.entries.written(patched, EntryText.read(patched));
    }

    void delete(Entry entry) {
        var name = Integer.toString(entry.number());
        deletes.delete("/apis/exposedapp.io/v1/nodeportreservations/" + name, entry.uid(), entry.resourceVersion());
        caches.entries.deleted(name, entry.uid());
    }

    /** Answers with the Service as it is now. */
    SeenService create(Action.CreateService action) {
        return written(client.resource(ServiceBlueprint.of(action.desired())).create());
    }

    /** Answers with the Service as it is now. */
    SeenService patch(SeenService seen, ServiceChange change) {
        return written(
                client.services().inNamespace(seen.namespace()).withName(seen.name()).patch(JSON_PATCH, change.patch().toString()));
    }

    private SeenService written(Service service) {
        var read = ServiceReading.read(Answer.object(service));
        caches.services.written(service, read);
        return read;
    }

    /** As it was seen: it may have become somebody else's meanwhile, or be wanted again. */
    void delete(SeenService seen) {
        deletes.delete("/api/v1/namespaces/" + seen.namespace() + "/services/" + seen.name(), seen.uid(),
                seen.resourceVersion());
        caches.services.deleted(Mirror.key(seen.namespace(), seen.name()), seen.uid());
    }

    /** A live look at the entry that a write lost a race over. */
    void refresh(int number) {
        var name = Integer.toString(number);
        caches.entries.refresh(name, () -> Answer.live(client.resources(NodePortReservation.class).withName(name)),
                entry -> Optional.of(EntryText.read(entry)));
    }

    /** A live look at the Service that a write lost a race over; true when it is there. */
    boolean refresh(String namespace, String service) {
        return caches.services
                .refresh(Mirror.key(namespace, service), () -> Answer.live(client.services().inNamespace(namespace).withName(service)),
                        object -> Optional.of(ServiceReading.read(object)))
                .isPresent();
    }

    /** Whether the claimed number has reached the app's own Service, by any operator's hand, be it only for a moment. */
    boolean reachedService(App app, Entry claim) {
        return carriesNow(app, claim.number()) || caches.wasServed(claim);
    }

    /** A live look at whether the app's own Service has the number; one that it could not take over is not its own. */
    private boolean carriesNow(App app, int number) {
        var namespace = app.ref().namespace();
        var service = app.service().name();
        return refresh(namespace, service) && caches.service(namespace, service)
                .filter(seen -> seen.carries(number) && seen.controlledBy(app.uid())).isPresent();
    }

    private static Entry withVersion(Entry entry, NodePortReservation created) {
        return new Entry(entry.number(), created.getMetadata().getUid(), created.getMetadata().getResourceVersion(), entry.ledger(),
                entry.state(), entry.holder(), entry.reclaimPolicy(), entry.since(), entry.until(), entry.confirmed());
    }

    private static Entry withVersion(Entry entry, Entry before) {
        return new Entry(entry.number(), before.uid(), before.resourceVersion(), entry.ledger(), entry.state(), entry.holder(),
                entry.reclaimPolicy(), entry.since(), entry.until(), entry.confirmed());
    }
}

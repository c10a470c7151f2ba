package io.exposedapp.operator.cluster;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.exposedapp.operator.app.Names;
import io.exposedapp.operator.exposure.HoldBlueprint;
import io.exposedapp.operator.ledger.Hold;
import io.exposedapp.operator.plan.Action;
import io.exposedapp.operator.plan.Failure;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;

/** The requests for Services that keep numbers. Each answer goes into the caches at once; a failure is thrown as the client throws it. */
final class HoldWrites {

    private final KubernetesClient client;
    private final Caches caches;
    private final Deletes deletes;

    HoldWrites(KubernetesClient client, Caches caches) {
        this.client = client;
        this.caches = caches;
        this.deletes = new Deletes(client);
    }

    void make(Action.MakeHold action) {
        var owner = action.owner();
        var made = Answer.object(client.resource(
                HoldBlueprint.of(caches.namespace(), action.number(), owner.kind(), owner.name(), owner.uid(), action.purpose())).create());
        caches.services.written(made, ServiceReading.read(made));
    }

    /** Only if it is still the one that was seen. */
    void describe(Action.DescribeHold action) {
        var hold = action.hold();
        var patch = JsonNodeFactory.instance.arrayNode();
        patch.addObject().put("op", "test").put("path", "/metadata/uid").put("value", hold.uid());
        patch.addObject().put("op", "add").put("path", "/metadata/annotations/" + HoldBlueprint.PURPOSE.replace("/", "~1")).put("value",
                action.purpose());
        var patched = Answer.object(
                client.services().inNamespace(hold.namespace()).withName(hold.service()).patch(Writes.JSON_PATCH, patch.toString()));
        caches.services.written(patched, ServiceReading.read(patched));
    }

    void remove(Hold hold) {
        try {
            deletes.delete("/api/v1/namespaces/" + hold.namespace() + "/services/" + hold.service(), hold.uid(), null);
        } catch (KubernetesClientException e) {
            if (ApiFailures.classify(e) instanceof Failure.Gone) {
                caches.keptHolds.removed(hold.number());
            }
            throw e;
        }
        caches.services.deleted(Mirror.key(hold.namespace(), hold.service()), hold.uid());
        caches.keptHolds.removed(hold.number());
    }

    /** A live look at the hold of a number; true when there is one. */
    boolean refresh(int number) {
        var namespace = caches.namespace();
        return caches.services
                .refresh(Mirror.key(namespace, Names.hold(number)),
                        () -> Answer.live(client.services().inNamespace(namespace).withName(Names.hold(number))),
                        service -> Optional.of(ServiceReading.read(service)))
                .flatMap(service -> HoldReading.read(service, namespace)).isPresent();
    }
}

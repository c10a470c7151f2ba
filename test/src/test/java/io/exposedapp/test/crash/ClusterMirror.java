package io.exposedapp.test.crash;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.api.v1.NodePortReservation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * All that an operator leaves in the cluster, kept up to date by watches: lists of the whole cluster, many times a second, would take the
 * processor from the operator whose end is awaited. What it shows is as old as an event is on its way, so a test waits for what it wants to see.
 */
final class ClusterMirror implements AutoCloseable {

    private static final List<Class<? extends HasMetadata>> KINDS = List.of(ExposedApp.class, NodePortReservation.class, Service.class,
            Pod.class, ControllerRevision.class);

    /** By kind, namespace and name. */
    private final Map<List<String>, ObjectNode> objects = new ConcurrentHashMap<>();
    private final AtomicLong events = new AtomicLong();
    private final List<SharedIndexInformer<GenericKubernetesResource>> informers;
    private long dumped = -1;
    private Dump dump = new Dump(List.of());

    /** Has all that is there when this returns. */
    ClusterMirror(KubernetesClient client) {
        informers = KINDS.stream().map(kind -> {
            var context = ResourceDefinitionContext.fromResourceType(kind);
            return client.genericKubernetesResources(context).inAnyNamespace().inform(new Mirroring(client, context.getKind()));
        }).toList();
    }

    /** What there is; the same object as before if nothing has changed. */
    synchronized Dump dump() {
        if (!informers.stream().allMatch(SharedIndexInformer::isRunning)) {
            throw new IllegalStateException("a watch of the test has ended");
        }
        long now = events.get();
        if (now != dumped) {
            dump = new Dump(objects.values());
            dumped = now;
        }
        return dump;
    }

    @Override
    public void close() {
        informers.forEach(SharedIndexInformer::close);
    }

    private final class Mirroring implements ResourceEventHandler<GenericKubernetesResource> {

        private final KubernetesClient client;
        private final String kind;

        Mirroring(KubernetesClient client, String kind) {
            this.client = client;
            this.kind = kind;
        }

        @Override
        public void onAdd(GenericKubernetesResource object) {
            // Items of a list have no kind.
            objects.put(key(object), client.getKubernetesSerialization().convertValue(object, ObjectNode.class).put("kind", kind));
            events.incrementAndGet();
        }

        @Override
        public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource now) {
            onAdd(now);
        }

        @Override
        public void onDelete(GenericKubernetesResource object, boolean unknown) {
            objects.remove(key(object));
            events.incrementAndGet();
        }

        private List<String> key(GenericKubernetesResource object) {
            return List.of(kind, String.valueOf(object.getMetadata().getNamespace()), object.getMetadata().getName());
        }
    }
}

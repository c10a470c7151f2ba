package io.exposedapp.operator.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What is kept of an object in memory: not what the API server only keeps for writers, which is often more than the object itself. */
final class Slim {

    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    private Slim() {
    }

    /** The same object, without its managedFields and without what {@code kubectl apply} keeps in an annotation. */
    static <T extends HasMetadata> T of(T object) {
        var meta = object.getMetadata();
        meta.setManagedFields(null);
        if (meta.getAnnotations() != null && meta.getAnnotations().containsKey(LAST_APPLIED)) {
            var annotations = new TreeMap<>(meta.getAnnotations());
            annotations.remove(LAST_APPLIED);
            meta.setAnnotations(annotations);
        }
        return object;
    }

    /** Which object it is, and of which version. */
    static <T extends HasMetadata> T identity(T object, Supplier<T> empty) {
        return with(identity(object.getMetadata()).build(), empty);
    }

    /** No more than JOSDK looks at: which object it is, of which generation, and whether it is being deleted. */
    static <T extends HasMetadata> T primary(T object, Supplier<T> empty) {
        return with(primary(object.getMetadata()), empty);
    }

    /** The object itself, without the rest: events that wait for their handlers hold it, and a spec can be more than a megabyte. */
    static <T extends CustomResource<?, ?>> T emptied(T object) {
        object.setMetadata(primary(object.getMetadata()));
        object.setSpec(null);
        object.setStatus(null);
        return object;
    }

    private static ObjectMeta primary(ObjectMeta meta) {
        return identity(meta).withGeneration(meta.getGeneration()).withCreationTimestamp(meta.getCreationTimestamp())
                .withDeletionTimestamp(meta.getDeletionTimestamp()).withFinalizers(meta.getFinalizers()).build();
    }

    private static <T extends HasMetadata> T with(ObjectMeta meta, Supplier<T> empty) {
        var slim = empty.get();
        slim.setMetadata(meta);
        return slim;
    }

    private static ObjectMetaBuilder identity(ObjectMeta meta) {
        return new ObjectMetaBuilder().withNamespace(meta.getNamespace()).withName(meta.getName()).withUid(meta.getUid())
                .withResourceVersion(meta.getResourceVersion());
    }
}

package io.exposedapp.model;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Comparator;

/** Namespace and name of an app or a Service, printed as {@code shop/web}. */
public record AppKey(String namespace, String name) implements Comparable<AppKey> {

    private static final Comparator<AppKey> ORDER = Comparator.comparing(AppKey::namespace).thenComparing(AppKey::name);

    /** Where the object is. */
    public static AppKey of(HasMetadata object) {
        return new AppKey(object.getMetadata().getNamespace(), object.getMetadata().getName());
    }

    @Override
    public int compareTo(AppKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}

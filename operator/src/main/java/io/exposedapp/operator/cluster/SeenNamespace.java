package io.exposedapp.operator.cluster;

import io.fabric8.kubernetes.api.model.Namespace;
import java.util.Map;
import java.util.Objects;

/** A namespace as far as ledgers look at it. */
record SeenNamespace(String name, Map<String, String> labels) {

    static SeenNamespace read(Namespace namespace) {
        var meta = namespace.getMetadata();
        return new SeenNamespace(meta.getName(), Map.copyOf(Objects.requireNonNullElse(meta.getLabels(), Map.<String, String>of())));
    }
}

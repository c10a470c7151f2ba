package io.exposedapp.operator.cluster;

import io.exposedapp.operator.app.Names;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an object that this operator was the last to write: the API server remembers the last writer of each, as
 * {@code metadata.managedFields} says.
 */
record ManagedFields(List<Map<String, Object>> owned) {

    static ManagedFields of(HasMetadata object) {
        var managed = Objects.requireNonNullElse(object.getMetadata().getManagedFields(), List.<ManagedFieldsEntry>of());
        return new ManagedFields(managed.stream().filter(entry -> Names.OPERATOR.equals(entry.getManager()) && entry.getFieldsV1() != null)
                .map(entry -> entry.getFieldsV1().getAdditionalProperties()).toList());
    }

    /**
     * Whether the field is among them.
     *
     * @param path from the root, each step as {@code FieldsV1} spells it
     */
    boolean has(String... path) {
        return owned.stream().anyMatch(fields -> under(fields, path) != null);
    }

    private static @Nullable Object under(Object fields, String... path) {
        var at = fields;
        for (String step : path) {
            if (!(at instanceof Map<?, ?> map)) {
                return null;
            }
            at = map.get(step);
        }
        return at;
    }
}

package io.exposedapp.operator.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * JSON in its one spelling: keys sorted, whole numbers as longs, and what the API server would read as unset left out, so that spelling a
 * default replaces no pod. Elements of lists always stay: an empty argument is an argument.
 *
 * <p>Only what certainly means the same is left out, since pods are made from the template of whichever spelling came first. An empty
 * object often means something (an emptyDir, or a probe that will be refused), so it goes only from {@link #EMPTY_IS_UNSET}.
 */
final class Canonical {

    /** Kubernetes' own defaults, by the last two names of their path. Frozen, as all of this. */
    private static final Map<String, JsonNode> DEFAULTS = Map.ofEntries(
            flag(".defaultReadinessProbe", true),
            number(".terminationGracePeriodSeconds", 30),
            text("ports.protocol", "TCP"),
            text("httpGet.scheme", "HTTP"),
            text("httpGet.path", "/"),
            text("fieldRef.apiVersion", "v1"),
            text("resourceFieldRef.divisor", "0"),
            flag("volumeMounts.readOnly", false),
            flag("persistentVolumeClaim.readOnly", false),
            flag("configMapKeyRef.optional", false),
            flag("secretKeyRef.optional", false),
            flag("configMapRef.optional", false),
            flag("secretRef.optional", false),
            flag("configMap.optional", false),
            flag("secret.optional", false),
            number("configMap.defaultMode", 0644),
            number("secret.defaultMode", 0644),
            number("projected.defaultMode", 0644),
            number("downwardAPI.defaultMode", 0644),
            number("serviceAccountToken.expirationSeconds", 3600),
            flag("securityContext.privileged", false),
            flag("securityContext.readOnlyRootFilesystem", false));

    private static final Set<String> PROBES = Set.of("livenessProbe", "readinessProbe", "startupProbe");

    private static final Map<String, Long> PROBE_DEFAULTS = Map.of("initialDelaySeconds", 0L, "periodSeconds", 10L, "timeoutSeconds", 1L,
            "successThreshold", 1L, "failureThreshold", 3L);

    /** {@code {}} says the same as nothing. */
    private static final Set<String> EMPTY_IS_UNSET = Set.of("resources", "limits", "requests", "securityContext", "capabilities",
            "lifecycle");

    /** The user's own keys: here even an empty value is one. */
    private static final Set<String> MAPS = Set.of("labels", "annotations", "matchLabels", "volumeAttributes", "options");

    /** Pointers in Kubernetes' types: an empty text says something else than none. */
    private static final Set<String> EMPTY_TEXT_MEANS = Set.of("storageClassName", "volumeAttributesClassName");

    private Canonical() {
    }

    static JsonNode of(JsonNode root) {
        return canonical("", root);
    }

    private static JsonNode canonical(String name, JsonNode node) {
        return switch (node) {
            case ObjectNode object -> object(name, object);
            case ArrayNode array -> {
                var copy = JsonNodeFactory.instance.arrayNode();
                array.forEach(element -> copy.add(canonical(name, element)));
                yield copy;
            }
            case JsonNode number when number.isIntegralNumber() && number.canConvertToLong() ->
                JsonNodeFactory.instance.numberNode(number.longValue());
            default -> node;
        };
    }

    private static ObjectNode object(String name, ObjectNode object) {
        var copy = JsonNodeFactory.instance.objectNode();
        var keys = new TreeSet<String>();
        object.fieldNames().forEachRemaining(keys::add);
        for (String key : keys) {
            var value = canonical(key, object.get(key));
            if (MAPS.contains(name) || !(unset(key, value) || isDefault(name, key, value))) {
                copy.set(key, value);
            }
        }
        return copy;
    }

    private static boolean unset(String key, JsonNode value) {
        return switch (value) {
            case ObjectNode object -> object.isEmpty() && EMPTY_IS_UNSET.contains(key);
            case ArrayNode array -> array.isEmpty();
            default -> value.isNull() || (value.asText().isEmpty() && !EMPTY_TEXT_MEANS.contains(key));
        };
    }

    private static boolean isDefault(String parent, String key, JsonNode value) {
        return value.equals(DEFAULTS.get(parent + "." + key))
                || (PROBES.contains(parent) && value.isLong() && Objects.equals(value.longValue(), PROBE_DEFAULTS.get(key)));
    }

    private static Map.Entry<String, JsonNode> text(String path, String value) {
        return Map.entry(path, JsonNodeFactory.instance.textNode(value));
    }

    private static Map.Entry<String, JsonNode> number(String path, long value) {
        return Map.entry(path, JsonNodeFactory.instance.numberNode(value));
    }

    private static Map.Entry<String, JsonNode> flag(String path, boolean value) {
        return Map.entry(path, JsonNodeFactory.instance.booleanNode(value));
    }
}

package io.exposedapp.api.v1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A node of an OpenAPI schema, reached by its path as {@code kubectl explain} writes it, with {@code []} for the items of a list. */
record Schema(JSONSchemaProps props) {

    private static final Pattern STEP = Pattern.compile("\\.");

    Schema at(String path) {
        var node = props;
        for (var step : STEP.split(path.replace("[]", ".[]"), -1)) {
            if (!step.isEmpty()) {
                node = Objects.requireNonNull(step.equals("[]") ? items(node) : node.getProperties().get(step), () -> "no " + path);
            }
        }
        return new Schema(node);
    }

    /** {@code metadata.name}: the one place under metadata where the API server takes a schema; rules at the root would speak of no field. */
    Schema name() {
        var metadata = props.getProperties().computeIfAbsent("metadata", _ -> object());
        return new Schema(metadata.getProperties().computeIfAbsent("name", _ -> objectName()));
    }

    void describe(String description) {
        props.setDescription(description);
    }

    void require(String... fields) {
        var required = new TreeSet<>(props.getRequired());
        required.addAll(List.of(fields));
        props.setRequired(List.copyOf(required));
    }

    void drop(String property) {
        props.getProperties().remove(property);
    }

    void rule(String cel, String message) {
        rule(cel, message, null);
    }

    /** @param field that the refusal is about, below this node; null = the node itself */
    void rule(String cel, String message, @Nullable String field) {
        var rules = new ArrayList<>(props.getXKubernetesValidations());
        var rule = new ValidationRule();
        rule.setRule(cel);
        rule.setMessage(message);
        rule.setFieldPath(field);
        rules.add(rule);
        props.setXKubernetesValidations(rules);
    }

    void listType(String type) {
        props.setXKubernetesListType(type);
    }

    void listMap(String key) {
        listType("map");
        props.setXKubernetesListMapKeys(List.of(key));
        at("[]").require(key);
    }

    void defaultsTo(JsonNode value) {
        props.setDefault(value);
    }

    void atLeast(int minimum) {
        props.setMinimum((double) minimum);
    }

    void format(String format) {
        props.setFormat(format);
    }

    void oneOf(List<String> values) {
        props.setEnum(List.copyOf(values.stream().map(TextNode::valueOf).toList()));
    }

    void everyNode(Consumer<JSONSchemaProps> change) {
        change.accept(props);
        props.getProperties().values().forEach(child -> new Schema(child).everyNode(change));
        var items = items(props);
        if (items != null) {
            new Schema(items).everyNode(change);
        }
        if (props.getAdditionalProperties() != null && props.getAdditionalProperties().getSchema() != null) {
            new Schema(props.getAdditionalProperties().getSchema()).everyNode(change);
        }
    }

    private static @Nullable JSONSchemaProps items(JSONSchemaProps node) {
        return node.getItems() == null ? null : node.getItems().getSchema();
    }

    private static JSONSchemaProps object() {
        var node = new JSONSchemaProps();
        node.setType("object");
        node.setProperties(new LinkedHashMap<>());
        return node;
    }

    /** The bound is the API server's own for names; rules need it, since their cost is estimated from it. */
    private static JSONSchemaProps objectName() {
        var node = new JSONSchemaProps();
        node.setType("string");
        node.setMaxLength(253L);
        return node;
    }
}

package io.exposedapp.test.scenario.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Specs with one value at a bound of the CRD's schema, or far beyond what makes sense where that has none: of each string, quantity, integer,
 * list and map that the schema has. The API server refuses some; what it accepts, the operator must survive.
 */
final class HostileSpecs {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int UNBOUNDED = 20_000;
    private static final int UNBOUNDED_LIST = 1_500;
    private static final List<String> QUANTITIES = List.of("1e2147483647", "1e-2147483647", "1e40000000", "9".repeat(60), "-1",
            "0.0000000000000000000001", "1E", "16Ei", "1e999999999");

    /** Bidirectional overrides, a terminal's escape sequence, a lone surrogate's neighbours, a NUL and a line of a log that never was. */
    private static final String ODD = "\u202e\u001b[2J\u001b[31m\u0000\ud83d\udca5\uffff\r\n2026-01-01T00:00:00Z ERROR forged";

    /**
     * One spec.
     *
     * @param what path and value, as a test shows it
     */
    record Case(String what, JsonNode spec) {

        @Override
        public String toString() {
            return what;
        }
    }

    private final List<Case> cases = new ArrayList<>();
    private final JsonNode schema;

    private HostileSpecs(JsonNode schema) {
        this.schema = schema;
    }

    /** All of them, from the CRD's manifest. */
    static List<Case> of(Path manifest) {
        try {
            var crd = new ObjectMapper(new YAMLFactory()).readTree(manifest.toFile());
            var all = new HostileSpecs(crd.at("/spec/versions/0/schema/openAPIV3Schema/properties/spec"));
            all.walk("spec", all.schema, List.of());
            return List.copyOf(all.cases);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param path names of properties, "*" for an item of a list and "+" for a value of a map */
    private void walk(String shown, JsonNode node, List<String> path) {
        values(node).forEach(value -> add(shown, path, value));
        node.path("properties").properties().forEach(p -> walk(shown + "." + p.getKey(), p.getValue(), with(path, p.getKey())));
        if (node.path("items").isObject()) {
            walk(shown + "[]", node.path("items"), with(path, "*"));
        }
        if (node.path("additionalProperties").isObject()) {
            walk(shown + "{}", node.path("additionalProperties"), with(path, "+"));
        }
    }

    private static List<String> with(List<String> path, String step) {
        return Stream.concat(path.stream(), Stream.of(step)).toList();
    }

    private void add(String shown, List<String> path, JsonNode value) {
        var text = value.toString();
        var what = shown + " = " + (text.length() > 60 ? text.substring(0, 50) + "... (" + text.length() + ")" : text);
        var spec = (ObjectNode) filled(schema, path, value);
        cases.add(new Case(what, spec));
    }

    /** The least that the schema asks for, with that value at the path. */
    private static JsonNode filled(JsonNode node, List<String> path, JsonNode value) {
        if (path.isEmpty()) {
            return value;
        }
        var rest = path.subList(1, path.size());
        return switch (path.getFirst()) {
            case "*" -> JSON.arrayNode().add(filled(node.path("items"), rest, value));
            case "+" -> JSON.objectNode().set("key", filled(node.path("additionalProperties"), rest, value));
            default -> {
                var object = (ObjectNode) least(node);
                object.set(path.getFirst(), filled(node.path("properties").path(path.getFirst()), rest, value));
                yield object;
            }
        };
    }

    private static JsonNode least(JsonNode node) {
        return switch (node.path("type").asText("string")) {
            case "object" -> {
                var object = JSON.objectNode();
                node.path("required").forEach(name -> object.set(name.asText(), least(node.path("properties").path(name.asText()))));
                yield object;
            }
            case "array" -> JSON.arrayNode().add(least(node.path("items")));
            case "integer" -> JSON.numberNode(Math.max(1, node.path("minimum").asLong(1)));
            case "boolean" -> JSON.booleanNode(true);
            default -> JSON.textNode(node.path("enum").isArray() ? node.path("enum").get(0).asText() : "web");
        };
    }

    private static List<JsonNode> values(JsonNode node) {
        if (node.path("x-kubernetes-int-or-string").asBoolean()) {
            return Stream.concat(QUANTITIES.stream(), Stream.of("99999999999999999999%", ODD)).<JsonNode>map(JSON::textNode).toList();
        }
        return switch (node.path("type").asText()) {
            case "string" -> node.path("enum").isArray()
                    ? List.of()
                    : List.of(JSON.textNode("x".repeat(node.path("maxLength").asInt(UNBOUNDED))), JSON.textNode(ODD), JSON.textNode(""));
            case "integer" -> Stream.of(node.path("minimum").asLong(Long.MIN_VALUE), node.path("maximum").asLong(Long.MAX_VALUE), 0L)
                    .<JsonNode>map(JSON::numberNode).toList();
            case "array" -> List.of(many(node.path("items"), node.path("maxItems").asInt(UNBOUNDED_LIST)), JSON.arrayNode());
            case "object" -> node.path("additionalProperties").isObject() ? List.of(map(node.path("additionalProperties"))) : List.of();
            default -> List.of();
        };
    }

    /** Different ones, where a name or a number tells them apart. */
    private static ArrayNode many(JsonNode items, int count) {
        var all = JSON.arrayNode();
        for (var i = 0; i < Math.min(count, UNBOUNDED_LIST); i++) {
            var item = least(items);
            if (item instanceof ObjectNode object) {
                for (var key : List.of("name", "key", "mountPath", "path", "topologyKey")) {
                    if (object.has(key)) {
                        object.put(key, "n" + i);
                    }
                }
                if (object.has("containerPort")) {
                    object.put("containerPort", i + 1);
                }
            }
            all.add(item);
        }
        return all;
    }

    private static ObjectNode map(JsonNode values) {
        var all = JSON.objectNode();
        for (var i = 0; i < UNBOUNDED_LIST; i++) {
            all.set("k" + i, values.path("x-kubernetes-int-or-string").asBoolean() ? JSON.textNode(QUANTITIES.getFirst()) : least(values));
        }
        return all;
    }
}

package io.exposedapp.test.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** An alert as it ships. */
record AlertRule(String name, String expression, SortedMap<String, String> labels, SortedMap<String, String> annotations) {

    private static final YAMLMapper YAML = new YAMLMapper();

    AlertRule {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
    }

    /** All, in the file's order. */
    static List<AlertRule> shipped() {
        try {
            return stream(YAML.readTree(Shipped.RULES.toFile()).path("groups")).flatMap(group -> stream(group.path("rules")))
                    .map(rule -> new AlertRule(rule.path("alert").asText(), rule.path("expr").asText(), texts(rule.path("labels")),
                            texts(rule.path("annotations"))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String severity() {
        return labels.getOrDefault("severity", "");
    }

    String annotation(String key) {
        return annotations.getOrDefault(key, "");
    }

    @Override
    public String toString() {
        return name;
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static SortedMap<String, String> texts(JsonNode object) {
        var texts = new TreeMap<String, String>();
        object.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }
}

package io.exposedapp.api.v1;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("In the schemas of all kinds,")
class SchemaConventionsTest {

    /** Fields in Kubernetes' own types: what is in them is explained by Kubernetes. */
    private static final Set<String> KUBERNETES = Set.of("namespaceSelector", "env", "envFrom", "resources", "imagePullSecrets",
            "securityContext", "lifecycle",
            "volumes", "volumeMounts", "livenessProbe", "readinessProbe", "startupProbe", "conditions");

    @Test
    @DisplayName("replicas is the one field of a spec with a default: Argo CD shows a default inside a list as drift, for ever")
    void defaults() throws IOException {
        var defaults = new TreeMap<String, JsonNode>();
        everyNode((path, node) -> {
            if (node.has("default")) {
                defaults.put(path, node.get("default"));
            }
        });
        assertThat(defaults).hasToString("{ExposedApp.spec.replicas=1, "
                + "ExposedApp.status={\"observedGeneration\":-1}, NodePortLedger.status={\"observedGeneration\":-1}}");
    }

    @Test
    @DisplayName("every field of ours says what it means")
    void everyFieldIsDescribed() throws IOException {
        var silent = new ArrayList<String>();
        everyNode((path, node) -> {
            var steps = List.of(path.split("\\.", -1));
            var ours = steps.stream().limit(steps.size() - 1L).noneMatch(KUBERNETES::contains) && !steps.contains("metadata");
            if (ours && !path.endsWith("[]") && !path.endsWith("{}") && !node.has("description")) {
                silent.add(path);
            }
        });
        assertThat(silent).isEmpty();
    }

    @Test
    @DisplayName("every integer is bounded to what Java reads, and so is every integer or string, unless it is a quantity")
    void everyIntegerIsBounded() throws IOException {
        var unbounded = new ArrayList<String>();
        everyNode((path, node) -> {
            var number = node.path("type").asText().equals("integer") || node.has("x-kubernetes-int-or-string");
            if (number && !node.has("pattern") && !(node.has("minimum") && node.has("maximum"))) {
                unbounded.add(path);
            }
        });
        assertThat(unbounded).isEmpty();
    }

    private static void everyNode(BiConsumer<String, JsonNode> visitor) throws IOException {
        var yaml = new ObjectMapper(new YAMLFactory());
        for (var plural : List.of("exposedapps", "nodeportledgers", "nodeportreservations")) {
            var crd = yaml.readTree(Path.of("manifests", plural + ".exposedapp.io.yaml").toFile());
            visit(crd.at("/spec/names/kind").asText(), crd.at("/spec/versions/0/schema/openAPIV3Schema"), visitor);
        }
    }

    private static void visit(String path, JsonNode node, BiConsumer<String, JsonNode> visitor) {
        visitor.accept(path, node);
        for (Map.Entry<String, JsonNode> property : node.path("properties").properties()) {
            visit(path + "." + property.getKey(), property.getValue(), visitor);
        }
        if (node.has("items")) {
            visit(path + ".[]", node.get("items"), visitor);
        }
        if (node.has("additionalProperties")) {
            visit(path + ".{}", node.get("additionalProperties"), visitor);
        }
    }
}

package io.exposedapp.api.v1;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The reference of fields")
class FieldsPageTest {

    private static final Path PAGE = Path.of("..", "docs", "fields.md");
    private static final String COMMAND = "./mvnw -pl crds test -Dtest=FieldsPageTest -Dexposedapp.regenerate";
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    @Test
    @DisplayName("is what the CRD manifests say")
    void isWhatTheManifestsSay() throws IOException {
        // When
        var page = page();

        // Then
        if (Boolean.getBoolean("exposedapp.regenerate")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).as("the page is made of the CRD manifests; make and commit it: %s", COMMAND).content().isEqualTo(page);
    }

    @Test
    @DisplayName("has a sentence for every field that is not one of Kubernetes' own types")
    void everyFieldHasASentence() throws IOException {
        // When
        var page = page();

        // Then
        assertThat(page.lines().filter(line -> line.startsWith("| `"))).hasSizeGreaterThan(60).allMatch(line -> line.endsWith(". |"));
    }

    private static String page() throws IOException {
        var page = new StringBuilder("""
                <!-- Made of crds/manifests: %s -->
                # Fields

                Every field of the three kinds, as the API server knows it; `kubectl explain xapp.spec.ports` shows the same on a cluster.
                Where a type is Kubernetes' own (probes, volumes, conditions …), its inner fields are not listed: they are as in a Pod.
                """.formatted(COMMAND));
        for (String plural : List.of("exposedapps", "nodeportledgers", "nodeportreservations")) {
            var crd = YAML.readTree(Files.readString(Path.of("manifests", plural + "." + Api.GROUP + ".yaml"))).path("spec");
            var schema = crd.path("versions").path(0).path("schema").path("openAPIV3Schema");
            page.append("\n## ").append(crd.at("/names/kind").asText()).append("\n\n").append(head(crd)).append(' ')
                    .append(schema.path("description").asText()).append("\n\n| Field | Type | Meaning |\n|---|---|---|\n");
            rows(schema, "").forEach(row -> page.append(row).append('\n'));
        }
        return page.toString();
    }

    private static String head(JsonNode crd) {
        return "`kubectl get " + crd.at("/names/shortNames/0").asText() + "`, "
                + (crd.path("scope").asText().equals("Namespaced") ? "in a namespace." : "for the whole cluster.");
    }

    private static List<String> rows(JsonNode object, String path) {
        var rows = new ArrayList<String>();
        var required = new ArrayList<String>();
        object.path("required").forEach(name -> required.add(name.asText()));
        for (var field : object.path("properties").properties()) {
            var node = field.getValue();
            // Fields of Kubernetes' own types come without a description.
            if (node.has("description")) {
                var name = path + field.getKey();
                var inner = node.has("items") ? rows(node.path("items"), name + "[].") : rows(node, name + ".");
                if (!isFrame(name)) {
                    rows.add("| `" + name + "` | " + type(node, required.contains(field.getKey())) + " | "
                            + node.path("description").asText().replace("|", "\\|") + " |");
                }
                rows.addAll(inner);
            }
        }
        return rows;
    }

    private static boolean isFrame(String name) {
        return name.equals("spec") || name.equals("status");
    }

    private static String type(JsonNode node, boolean required) {
        var words = new StringJoiner(", ");
        var plain = node.has("x-kubernetes-int-or-string") ? "integer or string" : node.path("type").asText();
        words.add(node.has("enum") ? oneOf(node.path("enum")) : plain);
        if (required) {
            words.add("required");
        }
        if (node.has("default")) {
            words.add("default " + node.path("default").asText());
        }
        return words.toString();
    }

    private static String oneOf(JsonNode values) {
        var names = new StringJoiner(" \\| ");
        values.forEach(value -> names.add("`" + value.asText() + "`"));
        return names.toString();
    }
}

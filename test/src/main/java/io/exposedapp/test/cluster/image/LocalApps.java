package io.exposedapp.test.cluster.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SequencedSet;
import java.util.TreeSet;

/**
 * Manifests of apps as they are, but for what their containers run: an image of this machine, where no registry is to be had. Apps of nginx
 * keep their commands and sites; others become the echo server, which listens where they do.
 */
public final class LocalApps {

    private static final YAMLMapper YAML = new YAMLMapper();

    private LocalApps() {
    }

    /** The documents of a file, as one YAML text. */
    public static String of(Path file) {
        try (var documents = YAML.readerFor(ObjectNode.class).<ObjectNode>readValues(file.toFile())) {
            List<ObjectNode> all = documents.readAll();
            all.stream().filter(document -> document.path("kind").asText().equals("ExposedApp"))
                    .forEach(app -> localize((ObjectNode) app.path("spec")));
            StringBuilder text = new StringBuilder();
            for (ObjectNode document : all) {
                text.append(YAML.writeValueAsString(document));
            }
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    private static void localize(ObjectNode spec) {
        if (spec.path("image").asText().startsWith("nginx:")) {
            spec.put("image", LocalImages.NGINX);
            return;
        }
        spec.put("image", LocalImages.ECHO);
        spec.remove("command");
        ArrayNode args = spec.putArray("args");
        listeners(spec).forEach(args::add);
    }

    /** "8170", "1053/UDP"; a port that only kubelet asks is not among those of the app. */
    private static SequencedSet<String> listeners(ObjectNode spec) {
        SequencedSet<String> listeners = new TreeSet<>();
        for (JsonNode port : spec.path("ports")) {
            listeners.add(port.path("containerPort").asText() + (port.path("protocol").asText().equals("UDP") ? "/UDP" : ""));
        }
        for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
            JsonNode port = spec.path(probe).path("httpGet").path("port");
            if (port.isInt()) {
                listeners.add(port.asText());
            }
        }
        return listeners;
    }
}

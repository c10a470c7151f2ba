package io.exposedapp.test.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * One YAML file of this source tree, as it ships.
 *
 * @param folder absolute
 * @param name of the file, within its folder
 */
record Manifest(Path folder, String name) {

    static final Path BASE = folder("deploy/base");
    static final Path ADMISSION = folder("deploy/admission");
    static final Path LABELLED_NAMESPACES = ADMISSION.resolve("labelled-namespaces");
    static final Path EXAMPLES = folder("deploy/examples");
    static final Path REFUSED = EXAMPLES.resolve("refused");
    static final Path CRDS = folder("crds/manifests");

    private static final YAMLMapper YAML = new YAMLMapper();

    /** The YAML files of a folder, by name; not those of the folders in it. */
    static List<Manifest> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".yaml")).sorted()
                    .map(name -> new Manifest(folder, name)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file names that a kustomization lists under {@code resources}, in its order. */
    static List<String> listedIn(Path folder) {
        JsonNode kustomization = new Manifest(folder, "kustomization.yaml").documents().getFirst();
        return stream(kustomization.path("resources")).map(JsonNode::asText).toList();
    }

    static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    List<JsonNode> documents() {
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(file().toFile())) {
            return documents.readAll();
        } catch (IOException e) {
            throw new UncheckedIOException(file().toString(), e);
        }
    }

    Stream<JsonNode> documents(String kind) {
        return documents().stream().filter(document -> document.path("kind").asText().equals(kind));
    }

    List<String> lines() {
        try {
            return Files.readAllLines(file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isKustomization() {
        return name.equals("kustomization.yaml");
    }

    Path file() {
        return folder.resolve(name);
    }

    /** Short, as a test's name shows it: {@code examples/nginxsvc.yaml}. */
    @Override
    public String toString() {
        return folder.getFileName() + "/" + name;
    }

    /** Maven starts tests in the module's folder, an IDE in either. */
    private static Path folder(String path) {
        for (Path root = Path.of("").toAbsolutePath(); root != null; root = root.getParent()) {
            if (Files.exists(root.resolve("mvnw"))) {
                return root.resolve(path);
            }
        }
        throw new IllegalStateException("no mvnw in or above " + Path.of("").toAbsolutePath() + ": run the tests within the source tree");
    }
}

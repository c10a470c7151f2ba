package io.exposedapp.api.v1;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The committed CRD manifests")
class CrdManifestsTest {

    private static final Path MANIFESTS = Path.of("manifests");
    private static final String REGENERATE = "exposedapp.regenerate";

    @Test
    @DisplayName("are what the annotated classes generate")
    void areWhatTheClassesGenerate(@TempDir Path scratch) throws IOException {
        var generated = Manifests.generate(scratch);
        if (Boolean.getBoolean(REGENERATE)) {
            for (var manifest : generated.entrySet()) {
                Files.writeString(MANIFESTS.resolve(manifest.getKey()), manifest.getValue());
            }
        }
        var stale = new ArrayList<String>();
        for (var manifest : generated.entrySet()) {
            var committed = MANIFESTS.resolve(manifest.getKey());
            if (!Files.exists(committed) || !Files.readString(committed).equals(manifest.getValue())) {
                stale.add("crds/" + committed);
            }
        }
        assertThat(stale).as("manifests that are not what the API classes say; regenerate and commit them:%n  %s", Manifests.COMMAND)
                .isEmpty();
    }

    @Test
    @DisplayName("are all listed in the kustomization, and nothing else is")
    void areListedInTheKustomization(@TempDir Path scratch) throws IOException {
        var listed = Files.readString(MANIFESTS.resolve("kustomization.yaml")).lines().filter(line -> line.startsWith("- "))
                .map(line -> line.substring(2)).toList();
        assertThat(listed).containsExactlyElementsOf(Manifests.generate(scratch).keySet());
        try (Stream<Path> files = Files.list(MANIFESTS)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> !name.equals("kustomization.yaml"))
                    .collect(Collectors.toSet())).containsExactlyInAnyOrderElementsOf(listed);
        }
    }

    @Test
    @DisplayName("say no priority 0 of a column, which the API server leaves out: Argo CD would sync them for ever")
    void sayNothingThatIsLeftOut(@TempDir Path scratch) {
        // When
        var manifests = Manifests.generate(scratch).values();

        // Then
        assertThat(manifests).allSatisfy(manifest -> assertThat(manifest.lines().map(String::strip)).doesNotContain("priority: 0"));
    }
}

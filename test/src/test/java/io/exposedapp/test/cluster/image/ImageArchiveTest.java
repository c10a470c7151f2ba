package io.exposedapp.test.cluster.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An image archive")
class ImageArchiveTest {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path directory;

    @Test
    @DisplayName("has a program with the libraries that it is linked to, and its manifest names the layer by its digest")
    void program() throws Exception {
        // Given
        var layer = new Layer().program(Path.of("/bin/sh")).text("/etc/said", "hello\n").link("/bin/also", "/bin/sh").writable("/tmp");

        // When
        var archive = files(Files.newInputStream(new ImageArchive("exposedapp.test/sh:1", layer, List.of("sh"), List.of("-c", "true"))
                .write(directory.resolve("sh.tar"))));

        // Then
        var manifest = JSON.readTree(archive.get("manifest.json")).get(0);
        assertThat(manifest.at("/RepoTags/0").asText()).isEqualTo("exposedapp.test/sh:1");
        var config = JSON.readTree(archive.get(manifest.path("Config").asText()));
        var bytes = archive.get(manifest.at("/Layers/0").asText());
        assertThat(config.at("/rootfs/diff_ids/0").asText())
                .isEqualTo("sha256:" + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        assertThat(config.at("/config/Entrypoint/0").asText()).isEqualTo("sh");
        var inside = files(new ByteArrayInputStream(bytes));
        assertThat(inside).containsKeys("bin/sh", "bin/also", "tmp/");
        assertThat(inside.get("bin/sh")).isEqualTo(Files.readAllBytes(Path.of("/bin/sh")));
        assertThat(new String(inside.get("etc/said"), StandardCharsets.UTF_8)).isEqualTo("hello\n");
        assertThat(inside.keySet())
                .containsAll(SharedLibraries.of(Path.of("/bin/sh")).stream().map(library -> library.toString().substring(1)).toList());
    }

    @Test
    @DisplayName("is the same for the same files, whenever it is made")
    void reproducible() {
        assertThat(new Layer().text("/etc/said", "hello").writable("/tmp").bytes())
                .isEqualTo(new Layer().text("/etc/said", "hello").writable("/tmp").bytes());
    }

    private static SequencedMap<String, byte[]> files(InputStream in) throws IOException {
        var files = new LinkedHashMap<String, byte[]>();
        try (var tar = new TarArchiveInputStream(in)) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                files.put(entry.getName(), tar.readAllBytes());
            }
        }
        return files;
    }
}

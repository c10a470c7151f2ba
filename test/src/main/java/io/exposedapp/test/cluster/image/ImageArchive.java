package io.exposedapp.test.cluster.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * An image of one layer, in the format of {@code docker save}, which containerd, Docker and Podman all load.
 *
 * @param name "exposedapp.test/nginx:1"; not "latest", which kubelet would pull from somewhere
 * @param entrypoint what runs; its arguments are the container's {@code args}
 * @param arguments if the container has none
 */
record ImageArchive(String name, Layer layer, List<String> entrypoint, List<String> arguments) {

    private static final JsonMapper JSON = new JsonMapper();

    /** Writes the archive. */
    Path write(Path file) {
        byte[] files = layer.bytes();
        try (OutputStream out = Files.newOutputStream(file); TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            put(tar, "layer.tar", files);
            put(tar, "config.json", json(config(files)));
            put(tar, "manifest.json",
                    json(List.of(Map.of("Config", "config.json", "RepoTags", List.of(name), "Layers", List.of("layer.tar")))));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGQUIT lets nginx answer what it has accepted; for others it is an end like SIGTERM. */
    private Map<String, Object> config(byte[] files) {
        return Map.of("architecture", System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64", "os", "linux", "config",
                Map.of("Entrypoint", entrypoint, "Cmd", arguments, "Env", List.of("PATH=/usr/sbin:/usr/bin:/sbin:/bin"), "StopSignal",
                        "SIGQUIT"),
                "rootfs", Map.of("type", "layers", "diff_ids", List.of("sha256:" + sha256(files))));
    }

    private static void put(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    private static byte[] json(Object value) {
        try {
            return JSON.writeValueAsString(value).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

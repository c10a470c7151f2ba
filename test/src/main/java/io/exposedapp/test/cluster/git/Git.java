package io.exposedapp.test.cluster.git;

import io.exposedapp.test.cluster.process.WorkDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The git command, without what this machine's user has configured. */
public record Git(WorkDirectory directory) {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** What it printed; throws with all that it said if it fails. */
    String run(String... arguments) {
        try {
            Path output = Files.createTempFile(directory.path(), "git-", null);
            ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of("git"), Stream.of(arguments)).toList());
            builder.environment().putAll(environment());
            Process process = directory.spawn("git", builder.redirectErrorStream(true).redirectOutput(output.toFile()));
            boolean ended = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
            String printed = Files.readString(output);
            Files.delete(output);
            if (!ended) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        "git " + String.join(" ", arguments) + " did not end within " + LIMIT.toSeconds() + " s:\n" + printed);
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException(
                        "git " + String.join(" ", arguments) + " ended with " + process.exitValue() + ":\n" + printed);
            }
            return printed.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted at git " + List.of(arguments), e);
        }
    }

    /** Somebody who commits, and nobody's settings. */
    Map<String, String> environment() {
        return Map.of("HOME", directory.path().toString(), "GIT_CONFIG_NOSYSTEM", "1", "GIT_AUTHOR_NAME", "developer", "GIT_AUTHOR_EMAIL",
                "developer@example.com", "GIT_COMMITTER_NAME", "developer", "GIT_COMMITTER_EMAIL", "developer@example.com");
    }
}

package io.exposedapp.test.cluster.argocd;

import io.exposedapp.test.cluster.binaries.ArgoCdBinaries;
import io.exposedapp.test.cluster.process.WorkDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * {@code argocd admin settings resource-overrides}: Argo CD's own Lua machine on one object, with the scripts of a ConfigMap, and without a
 * cluster.
 *
 * @param settings file of a ConfigMap argocd-cm
 */
public record ArgoCdAdmin(Path program, Path settings, WorkDirectory directory) implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String CHANGED = "Following fields have been changed:\n\n";

    /** With that ConfigMap. */
    public static ArgoCdAdmin with(Path settings) {
        return new ArgoCdAdmin(ArgoCdBinaries.resolve(System.err::println).program(), settings.toAbsolutePath(),
                WorkDirectory.create(System.err::println));
    }

    /** "Degraded: why"; only the status if it says no more. */
    public String health(String object) {
        var said = run(object, "health");
        return (value(said, "STATUS: ") + ": " + value(said, "MESSAGE: ")).replaceFirst(": $", "");
    }

    /** The actions that may be taken now, by name. */
    public List<String> actions(String object) {
        return run(object, "list-actions").lines().filter(line -> line.endsWith(" false")).map(line -> line.replaceFirst(" .*", ""))
                .toList();
    }

    /** The object as the action would leave it, in YAML. */
    public String act(String object, String action) {
        var said = run(object, "run-action", action);
        return said.substring(said.indexOf(CHANGED) + CHANGED.length());
    }

    private String run(String object, String command, String... arguments) {
        try {
            var input = Files.writeString(Files.createTempFile(directory.path(), "object-", ".yaml"), object);
            var output = Files.createTempFile(directory.path(), "said-", null);
            var line = new ArrayList<>(List.of(program.toString(), "admin", "settings", "resource-overrides", command, input.toString()));
            line.addAll(List.of(arguments));
            line.add("--argocd-cm-path=" + settings);
            var builder = new ProcessBuilder(line).redirectOutput(output.toFile())
                    .redirectError(directory.logs().resolve("argocd-admin.log").toFile());
            // It shows a change by a program that gets two files, before and after; this one prints the second.
            builder.environment().putAll(Map.of("KUBECTL_EXTERNAL_DIFF", "sh -c 'cat $1'", "HOME", directory.path().toString(), "TMPDIR",
                    directory.path().toString(), "ARGOCD_BINARY_NAME", "argocd"));
            var process = directory.spawn("argocd admin", builder);
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw failed(command, "did not end within " + LIMIT.toSeconds() + " s");
            }
            if (process.exitValue() != 0) {
                throw failed(command, "ended with " + process.exitValue());
            }
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted at argocd admin", e);
        }
    }

    private IllegalStateException failed(String command, String how) throws IOException {
        return new IllegalStateException("argocd admin settings resource-overrides " + command + " " + how + ":\n"
                + Files.readString(directory.logs().resolve("argocd-admin.log")));
    }

    private static String value(String said, String key) {
        return said.lines().filter(line -> line.startsWith(key)).map(line -> line.substring(key.length())).findFirst().orElse("");
    }

    @Override
    public void close() {
        directory.close();
    }
}

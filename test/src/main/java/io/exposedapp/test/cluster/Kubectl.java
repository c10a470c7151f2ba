package io.exposedapp.test.cluster;

import io.exposedapp.test.cluster.process.WorkDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The real kubectl as the cluster's administrator.
 *
 * @param program the binary
 * @param kubeconfig whom it speaks as
 */
record Kubectl(Path program, Path kubeconfig, WorkDirectory directory) {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    /**
     * Runs it.
     *
     * @param input its standard input
     */
    KubectlResult run(String input, List<String> arguments) {
        try {
            Path scratch = Files.createTempDirectory(directory.path(), "kubectl-");
            Path in = Files.writeString(scratch.resolve("in"), input);
            Path out = scratch.resolve("out");
            Path err = scratch.resolve("err");
            List<String> command = Stream.concat(Stream.of(program.toString()), arguments.stream()).toList();
            ProcessBuilder builder = new ProcessBuilder(command).redirectInput(in.toFile()).redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().put("KUBECONFIG", kubeconfig.toString());
            // Its cache and its user's preferences (kuberc) are under the home directory.
            builder.environment().put("HOME", directory.path().toString());
            // It lives for a second at most: a third of its CPU time would go into collecting garbage that ends with it.
            builder.environment().put("GOGC", "off");
            String shown = "kubectl " + String.join(" ", arguments);
            int exitCode = await(directory.spawn("kubectl", builder), shown);
            return new KubectlResult(shown, exitCode, Files.readString(out), Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int await(Process process, String shown) {
        try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(shown + " did not end within " + LIMIT.toSeconds() + " s");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted at " + shown, e);
        }
    }
}

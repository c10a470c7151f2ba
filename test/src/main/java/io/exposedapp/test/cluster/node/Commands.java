package io.exposedapp.test.cluster.node;

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
 * How commands are run in some namespaces of a process.
 *
 * @param entry what stands before each command: nsenter with the namespaces
 * @param directory whose end is the end of all that is started
 */
record Commands(List<String> entry, WorkDirectory directory) {

    /** Where root finds ip, nft and sysctl also when its search path was inherited from an ordinary user. */
    private static final String PLACES_OF_ROOT = ":/usr/local/sbin:/usr/sbin:/sbin";

    Commands {
        entry = List.copyOf(entry);
    }

    /** The whole command line. */
    List<String> line(List<String> command) {
        return Stream.concat(entry.stream(), command.stream()).toList();
    }

    ProcessBuilder builder(List<String> command) {
        return withPlacesOfRoot(new ProcessBuilder(line(command)));
    }

    static ProcessBuilder withPlacesOfRoot(ProcessBuilder builder) {
        builder.environment().merge("PATH", PLACES_OF_ROOT, String::concat);
        return builder;
    }

    /** Runs it to its end; throws if that does not come in time. */
    CommandResult run(String input, Duration limit, List<String> command) {
        String shown = String.join(" ", command);
        try {
            Path scratch = Files.createTempDirectory(directory.path(), "command-");
            Path in = Files.writeString(scratch.resolve("in"), input);
            Path out = scratch.resolve("out");
            Path err = scratch.resolve("err");
            ProcessBuilder builder = builder(command).redirectInput(in.toFile()).redirectOutput(out.toFile()).redirectError(err.toFile());
            Process process = directory.spawn(command.getFirst(), builder);
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new IllegalStateException(shown + " did not end within " + limit.toSeconds() + " s");
            }
            return new CommandResult(shown, process.exitValue(), Files.readString(out), Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted at " + shown, e);
        }
    }
}

package io.exposedapp.test.cluster.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A long-running process of the cluster that can be killed and started again with the same command. */
public final class Component {

    private static final File NOTHING = new File("/dev/null");
    private static final int LOG_LINES_SHOWN = 25;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String name;
    private final List<String> command;
    private final WorkDirectory directory;
    private @Nullable Process process;

    /** Not started yet. */
    public Component(String name, List<String> command, WorkDirectory directory) {
        this.name = name;
        this.command = List.copyOf(command);
        this.directory = directory;
    }

    /** Name of its program and its log. */
    public String name() {
        return name;
    }

    /** Starts it, without waiting for anything; its output is added to its log. */
    public synchronized void start() {
        if (process != null && process.isAlive()) {
            throw new IllegalStateException(name + " runs already");
        }
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.path().toFile()).redirectErrorStream(true);
        builder.redirectInput(NOTHING);
        // A program in Go collects garbage once its heap has grown by so many per cent. It has a cluster's short life, and memory rather than CPU.
        builder.environment().putIfAbsent("GOGC", "300");
        // From there on it collects as often as it takes: an API server with hundreds of large objects would grow to 9 GB.
        builder.environment().putIfAbsent("GOMEMLIMIT", "3GiB");
        process = directory.spawn(name, builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile())));
    }

    /** Ends it at once (SIGKILL) and waits until it is gone. */
    public synchronized void kill() {
        if (process != null) {
            // One that runs in the process tree of a machine is the child of a program that entered it, and that waits for it.
            List<ProcessHandle> below = process.descendants().toList();
            below.forEach(ProcessHandle::destroyForcibly);
            if (!below.isEmpty()) {
                process.onExit().completeOnTimeout(process, PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
            }
            process.destroyForcibly().onExit().join();
            process = null;
        }
    }

    /** Starts it again if it ended by itself, as a machine's supervisor does, and answers whether it did; one that was killed stays so. */
    public synchronized boolean restartIfEnded() {
        if (process == null || process.isAlive()) {
            return false;
        }
        start();
        return true;
    }

    /**
     * Sends it a signal.
     *
     * @param signal "STOP", "CONT"
     */
    public synchronized void signal(String signal) {
        if (process == null) {
            throw new IllegalStateException(name + " does not run");
        }
        try {
            var kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).inheritIO().start();
            if (kill.waitFor() != 0) {
                throw new IllegalStateException(name + " could not be sent SIG" + signal);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Makes it see a wall clock that is so far ahead of this machine's, or behind it, until it ends. Only for a program in Go. */
    public synchronized void setClock(Duration ahead) {
        if (process == null) {
            throw new IllegalStateException(name + " does not run");
        }
        WallClock.of(process.children().findFirst().orElse(process.toHandle())).set(ahead);
    }

    /** Throws {@link ComponentFailedException} if it was started and ended by itself. */
    public synchronized void requireRunning() {
        if (process != null && !process.isAlive()) {
            throw new ComponentFailedException(name, process.exitValue(), logTail());
        }
    }

    private Path log() {
        return directory.logs().resolve(name + ".log");
    }

    private String logTail() {
        try {
            List<String> lines = Files.readAllLines(log());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

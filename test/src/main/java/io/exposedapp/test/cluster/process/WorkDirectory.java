package io.exposedapp.test.cluster.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A directory and the processes that work in it. Both end when it is closed, or with this JVM; after a {@code kill -9} of the JVM
 * they are found by the {@link Sweep} of the next one, through the owner in the directory's name and the record of children in it.
 */
public final class WorkDirectory implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Path path;
    private final Consumer<String> messages;
    private final List<Process> processes = new ArrayList<>();
    private final List<Process> holders = new ArrayList<>();
    private final Thread hook = new Thread(this::end, "work-directory-end");
    private @Nullable Path keptLogs;
    private boolean closed;

    private WorkDirectory(Path path, Consumer<String> messages) {
        this.path = path;
        this.messages = messages;
    }

    /**
     * Makes one in the system's directory for temporary files, after a sweep of what killed owners left there.
     *
     * @param messages is told what was swept, and where logs were kept
     */
    public static WorkDirectory create(Consumer<String> messages) {
        try {
            Path parent = Path.of(System.getProperty("java.io.tmpdir"));
            new Sweep(parent, Cgroups.ofThisMachine(), messages).run();
            WorkDirectory directory = new WorkDirectory(Owned.create(parent, ProcessIdentity.current()), messages);
            Files.createDirectory(directory.logs());
            Runtime.getRuntime().addShutdownHook(directory.hook);
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The directory: readable by this user only. */
    public Path path() {
        return path;
    }

    /** Where each process has its output, {@code NAME.log}. */
    public Path logs() {
        return path.resolve("logs");
    }

    /** Whether this JVM is ending, or somebody closed it. */
    public synchronized boolean isClosed() {
        return closed;
    }

    /** Copies the logs to that directory at the end. */
    public synchronized void keepLogs(Path directory) {
        keptLogs = directory;
    }

    /** Starts a process that ends with this directory at the latest. Throws {@link IllegalStateException} after the end. */
    public synchronized Process spawn(String name, ProcessBuilder builder) {
        if (closed) {
            throw new IllegalStateException(name + " is not started: " + path + " was closed");
        }
        try {
            Process process = builder.start();
            processes.removeIf(earlier -> !earlier.isAlive());
            processes.add(process);
            for (ProcessIdentity child : ProcessIdentity.of(process.toHandle()).stream().toList()) {
                Files.writeString(path.resolve(Owned.CHILDREN), Owned.line(child), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same for one that ends by itself when its standard input ends, with all that it has started, and is given the time for that. */
    public synchronized Process spawnUntilInputEnds(String name, ProcessBuilder builder) {
        Process holder = spawn(name, builder);
        processes.remove(holder);
        holders.add(holder);
        return holder;
    }

    /**
     * Makes control groups, in every hierarchy, that end with this directory.
     *
     * @param name of a group below the directory's own
     * @return where they are in each hierarchy, "/exposedapp-cluster-.../node1"
     */
    public synchronized Path makeCgroups(String name) {
        Path group = Path.of(path.getFileName().toString(), name);
        try {
            Cgroups.ofThisMachine().make(group);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Path.of("/").resolve(group);
    }

    /** Kills what still runs, keeps the logs if that was asked for, and removes the directory. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the JVM is ending, and the hook does the same
        }
        end();
    }

    private synchronized void end() {
        if (closed) {
            return;
        }
        closed = true;
        // Holders first: those that wait for processes inside then reap them. Whoever kills these leaves orphans to the system's first process.
        holders.forEach(WorkDirectory::endInput);
        holders.forEach(WorkDirectory::awaitEnd);
        processes.forEach(Process::destroyForcibly);
        processes.forEach(process -> process.onExit().join());
        try {
            for (Path group : Cgroups.ofThisMachine().ofWorkDirectories()) {
                if (group.endsWith(path.getFileName())) {
                    Cgroups.remove(group);
                }
            }
            if (keptLogs != null) {
                DirectoryTree.copyFiles(logs(), keptLogs);
                messages.accept("Cluster logs: " + keptLogs.toAbsolutePath());
            }
            DirectoryTree.delete(path);
        } catch (IOException e) {
            messages.accept("Could not clean up " + path + ": " + e);
        }
    }

    private static void endInput(Process holder) {
        try {
            holder.getOutputStream().close();
        } catch (IOException e) {
            holder.destroyForcibly();
        }
    }

    private static void awaitEnd(Process holder) {
        holder.onExit().completeOnTimeout(holder, PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        holder.destroyForcibly().onExit().join();
    }
}

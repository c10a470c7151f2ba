package io.exposedapp.test.cluster.node;

import io.exposedapp.test.cluster.process.WorkDirectory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What stands in for a machine: a network, a process tree and mounts of its own, all held by one process. They have no names anywhere, so
 * runs side by side cannot meet, and nothing of them can outlast that process: with it the kernel ends every process inside, a container's
 * too, then their mounts, then the network. It waits for the end of its standard input, which comes with the end of this JVM, even a
 * {@code kill -9}.
 */
final class Machine {

    /**
     * What kubelet and containerd write into the system's places stays inside: /run has sockets and the containers' network namespaces,
     * /var/lib images and volumes, /var/log links to logs. In memory, so there is no disk to wait for and overlayfs works wherever this runs.
     */
    private static final String LIFE = """
            set -e
            for place in /run /var/lib /var/log; do mount -t tmpfs -o mode=755 machine $place; done
            ip link set lo up
            echo 1 > /proc/sys/net/ipv4/ip_forward
            echo up
            while read -r _; do :; done
            """;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final String name;
    private final long pid;
    private final Commands inside;
    private final Vantage vantage;

    private Machine(String name, long pid, WorkDirectory directory) {
        this.name = name;
        this.pid = pid;
        inside = new Commands(List.of("nsenter", "--target=" + pid, "--net", "--mount", "--pid", "--"), directory);
        vantage = Vantage.of(name, pid, directory);
    }

    /** Throws {@link IllegalStateException} with what the system said if it does not let us make one. */
    static Machine start(String name, WorkDirectory directory) {
        Path log = directory.logs().resolve(name + ".log");
        // bash, since the first process of a tree has to reap orphans, and dash does not.
        ProcessBuilder builder = Commands.withPlacesOfRoot(new ProcessBuilder("unshare", "--net", "--mount", "--pid", "--fork",
                "--kill-child", "--mount-proc", "bash", "-c", LIFE)).redirectError(log.toFile());
        Process holder = directory.spawnUntilInputEnds(name, builder);
        try {
            BufferedReader words = holder.inputReader();
            if (!"up".equals(words.readLine())) {
                throw new IllegalStateException("namespaces for " + name + " could not be made: " + Files.readString(log).strip());
            }
            long pid = holder.children().findFirst().orElseThrow(() -> new IllegalStateException(name + " ended at once")).pid();
            return new Machine(name, pid, directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return name;
    }

    /** Of its first process, as this JVM sees it. */
    long pid() {
        return pid;
    }

    /** Its network only: the files and the process tree are this JVM's. */
    Vantage vantage() {
        return vantage;
    }

    /** The command line of a program that runs wholly inside. Its process is a child of the one that is started. */
    List<String> line(List<String> command) {
        return inside.line(command);
    }

    /** Runs it wholly inside. */
    CommandResult run(String... command) {
        return inside.run("", LIMIT, List.of(command));
    }
}

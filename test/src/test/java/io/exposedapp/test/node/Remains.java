package io.exposedapp.test.node;

import io.exposedapp.test.cluster.node.Vantage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a cluster leaves on this machine.
 *
 * @param directory of the cluster, whose name its control groups bear
 * @param networks "net:[4026532345]", one a machine and pod
 */
record Remains(Path directory, Set<String> networks) {

    static String network(Vantage vantage) {
        return vantage.run("readlink", "/proc/self/ns/net").orThrow().strip();
    }

    /** Each as a line to read; empty if there is nothing. */
    List<String> look() {
        var found = new ArrayList<String>();
        if (Files.exists(directory)) {
            found.add("directory " + directory);
        }
        processes().forEach(process -> found.add("process " + process));
        mounts().forEach(mount -> found.add("mount " + mount));
        cgroups().forEach(group -> found.add("control group " + group));
        return found;
    }

    /** Those in the cluster's networks, and those that were told its directory. */
    private List<String> processes() {
        return ProcessHandle.allProcesses().filter(process -> process.pid() != ProcessHandle.current().pid())
                .filter(process -> networks.contains(networkOf(process)) || process.info().commandLine().orElse("").contains(name()))
                .map(process -> process.pid() + " " + process.info().commandLine().orElse("")).toList();
    }

    private static String networkOf(ProcessHandle process) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "ns", "net")).toString();
        } catch (IOException e) {
            return "none any more";
        }
    }

    private List<String> mounts() {
        try {
            return Files.readAllLines(Path.of("/proc/self/mounts")).stream().filter(mount -> mount.contains(name())).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> cgroups() {
        try (Stream<Path> groups = Files.find(Path.of("/sys/fs/cgroup"), 2, (path, _) -> path.endsWith(name()))) {
            return groups.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String name() {
        return directory.getFileName().toString();
    }
}

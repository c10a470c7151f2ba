package io.exposedapp.test.cluster.process;

import io.exposedapp.test.waiting.Wait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The control groups of work directories: a tree in each hierarchy, named as the directory, so that its owner is known. Unlike namespaces
 * they outlive the processes in them.
 *
 * @param root where control groups are mounted
 */
record Cgroups(Path root) {

    /** What was killed takes a busy machine a while to end. */
    private static final Duration LAST_PROCESSES = Duration.ofSeconds(30);
    private static final Duration OFTEN = Duration.ofMillis(20);
    /**
     * Of the processor's time, beside what other processes of this machine take. By default a group counts as much as one process: on a busy
     * machine all pods of a cluster together would have to live on what one compiler gets.
     */
    private static final String SHARES_OF_MANY = "32768";
    /** The same in version 2, where the default is 100 instead of 1024. */
    private static final String WEIGHT_OF_MANY = "3200";
    private static final List<String> CONTROLLERS = List.of("cpu", "cpuset", "io", "memory", "pids");

    static Cgroups ofThisMachine() {
        return new Cgroups(Path.of("/sys/fs/cgroup"));
    }

    /**
     * Makes a group in every hierarchy.
     *
     * @param group relative, "NAME/node1"
     */
    void make(Path group) throws IOException {
        for (Path hierarchy : hierarchies()) {
            Path made = hierarchy;
            for (Path part : group) {
                delegate(made);
                Path parent = made;
                made = Files.createDirectories(made.resolve(part));
                // A new group of version 1 has no processor and no memory, and takes no process until it is given some.
                copyIfThere(parent.resolve("cpuset.cpus"), made.resolve("cpuset.cpus"));
                copyIfThere(parent.resolve("cpuset.mems"), made.resolve("cpuset.mems"));
                writeIfThere(made.resolve("cpu.shares"), SHARES_OF_MANY);
                writeIfThere(made.resolve("cpu.weight"), WEIGHT_OF_MANY);
            }
        }
    }

    /** All top groups that bear the name of a work directory and are ours to remove, also those that somebody else made for our processes. */
    List<Path> ofWorkDirectories() {
        return Stream.concat(Stream.of(root), children(root).stream()).flatMap(hierarchy -> children(hierarchy).stream())
                .filter(group -> Owned.at(group).isPresent() && Files.isWritable(group)).toList();
    }

    /** Removes a group with all below it, as soon as its last processes are gone. One that cannot be removed is left. */
    static void remove(Path group) {
        try {
            Wait.until(group + " is removed").every(OFTEN).atMost(LAST_PROCESSES).isSo(() -> isRemoved(group));
        } catch (AssertionError e) {
            System.err.println("Could not remove " + group + ": processes are in it");
        }
    }

    private static boolean isRemoved(Path group) throws IOException {
        try (Stream<Path> all = Files.walk(group)) {
            for (Path each : all.filter(Files::isDirectory).sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
            return true;
        } catch (NoSuchFileException e) {
            return true;
        } catch (DirectoryNotEmptyException | UncheckedIOException e) {
            return !Files.exists(group);
        } catch (FileSystemException e) {
            return false; // busy
        }
    }

    /** Version 2 is one hierarchy, and what version 1 has beside it is no place for processes to be counted in. */
    private List<Path> hierarchies() {
        if (Files.exists(root.resolve("cgroup.controllers"))) {
            return List.of(root);
        }
        return children(root).stream().filter(hierarchy -> !Files.isSymbolicLink(hierarchy) && !hierarchy.endsWith("unified")).toList();
    }

    /** In version 2 a group has the controllers that the one above hands down. */
    private static void delegate(Path parent) throws IOException {
        Path handedDown = parent.resolve("cgroup.subtree_control");
        if (Files.exists(handedDown)) {
            List<String> had = List.of(Files.readString(parent.resolve("cgroup.controllers")).strip().split(" "));
            for (String controller : CONTROLLERS) {
                if (had.contains(controller)) {
                    Files.writeString(handedDown, "+" + controller);
                }
            }
        }
    }

    private static void copyIfThere(Path from, Path to) throws IOException {
        if (Files.exists(from) && Files.exists(to) && !Files.exists(to.resolveSibling("cgroup.controllers"))) {
            Files.writeString(to, Files.readString(from));
        }
    }

    /** Each version has one of the two files, in one hierarchy. */
    private static void writeIfThere(Path file, String value) throws IOException {
        if (Files.isWritable(file)) {
            Files.writeString(file, value);
        }
    }

    private static List<Path> children(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(directory)) {
            return children.filter(Files::isDirectory).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

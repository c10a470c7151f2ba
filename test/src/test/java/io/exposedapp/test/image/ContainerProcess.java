package io.exposedapp.test.image;

import io.exposedapp.test.waiting.Wait;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The operator's process in a container on a real node: it is one of this machine's, too. */
record ContainerProcess(ProcessHandle handle) {

    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern USERS = Pattern.compile("Uid:\\s+(\\d+)\\s+(\\d+)\\s+(\\d+)\\s+(\\d+)");

    /** Waits until the pod's container has one. */
    static ContainerProcess of(Pod pod) {
        return Wait.until("a process is in " + pod.getMetadata().getName()).every(Duration.ofMillis(10)).there(() -> find(pod));
    }

    private static @Nullable ContainerProcess find(Pod pod) {
        var group = "pod" + pod.getMetadata().getUid();
        return ProcessHandle.allProcesses().filter(process -> process.info().command().orElse("").endsWith("/opt/java/bin/java"))
                .filter(process -> read(process, "cgroup").contains(group)).findFirst().map(ContainerProcess::new).orElse(null);
    }

    /** To the hundredth of a second. */
    Instant started() {
        return handle.info().startInstant().orElseThrow();
    }

    /** Of all its threads, until now. */
    Duration cpu() {
        return handle.info().totalCpuDuration().orElseThrow();
    }

    /** MB, now. */
    double resident() {
        var line = RESIDENT.matcher(read(handle, "status"));
        if (!line.find()) {
            throw new IllegalStateException("the process is gone");
        }
        return Long.parseLong(line.group(1)) / 1024.0;
    }

    /** The user that it is, for the kernel. */
    String user() {
        var line = USERS.matcher(read(handle, "status"));
        if (!line.find()) {
            throw new IllegalStateException("the process is gone");
        }
        return line.group(2);
    }

    /** Ends it at once (SIGKILL). */
    void kill() {
        handle.destroyForcibly();
    }

    /** A page of the kernel about it; empty if it is gone. */
    private static String read(ProcessHandle process, String page) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), page));
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            if (process.isAlive()) {
                throw new UncheckedIOException(e);
            }
            return "";
        }
    }
}

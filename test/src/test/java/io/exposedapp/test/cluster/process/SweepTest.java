package io.exposedapp.test.cluster.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The sweep of leftovers")
class SweepTest {

    @TempDir
    private Path temporary;
    private final List<String> messages = new ArrayList<>();
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void killOurs() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    @DisplayName("kills the children of an owner that is gone and removes its directory")
    void ownerIsGone() throws Exception {
        // Given
        Process child = sleep();
        Path directory = workDirectory(ownerThatIsGone(), identity(child));

        // When
        new Sweep(temporary, new Cgroups(temporary.resolve("no-cgroups")), messages::add).run();

        // Then
        assertThat(child.waitFor()).isNotZero();
        assertThat(directory).doesNotExist();
        assertThat(messages).singleElement().asString().contains(directory.toString()).endsWith("1 processes killed");
    }

    @Test
    @DisplayName("touches nothing of an owner that lives")
    void ownerLives() throws Exception {
        // Given
        Process child = sleep();
        Path directory = workDirectory(ProcessIdentity.current(), identity(child));

        // When
        new Sweep(temporary, new Cgroups(temporary.resolve("no-cgroups")), messages::add).run();

        // Then
        assertThat(child.isAlive()).isTrue();
        assertThat(directory).exists();
        assertThat(messages).isEmpty();
    }

    @Test
    @DisplayName("does not take a later process with the owner's pid for the owner")
    void ownersPidCameRoundAgain() throws Exception {
        // Given
        ProcessIdentity current = ProcessIdentity.current();
        Path directory = workDirectory(new ProcessIdentity(current.pid(), current.started().minus(Duration.ofHours(1))));

        // When
        new Sweep(temporary, new Cgroups(temporary.resolve("no-cgroups")), messages::add).run();

        // Then
        assertThat(directory).doesNotExist();
    }

    @Test
    @DisplayName("does not kill a later process with a child's pid")
    void childsPidCameRoundAgain() throws Exception {
        // Given
        Process stranger = sleep();
        ProcessIdentity child = new ProcessIdentity(stranger.pid(), identity(stranger).started().minus(Duration.ofHours(1)));
        Path directory = workDirectory(ownerThatIsGone(), child);

        // When
        new Sweep(temporary, new Cgroups(temporary.resolve("no-cgroups")), messages::add).run();

        // Then
        assertThat(stranger.isAlive()).isTrue();
        assertThat(directory).doesNotExist();
    }

    @Test
    @DisplayName("leaves what is not a work directory")
    void otherFiles() throws Exception {
        // Given
        Path other = Files.createDirectory(temporary.resolve("exposedapp-cluster-logs"));

        // When
        new Sweep(temporary, new Cgroups(temporary.resolve("no-cgroups")), messages::add).run();

        // Then
        assertThat(other).exists();
    }

    private Path workDirectory(ProcessIdentity owner, ProcessIdentity... children) throws IOException {
        Path directory = Owned.create(temporary, owner);
        for (ProcessIdentity child : children) {
            Files.writeString(directory.resolve(Owned.CHILDREN), Owned.line(child));
        }
        return directory;
    }

    private ProcessIdentity ownerThatIsGone() throws Exception {
        Process owner = sleep();
        ProcessIdentity identity = identity(owner);
        owner.destroyForcibly().waitFor();
        return identity;
    }

    private Process sleep() throws IOException {
        Process process = new ProcessBuilder("sleep", "300").start();
        started.add(process);
        return process;
    }

    private static ProcessIdentity identity(Process process) {
        return ProcessIdentity.of(process.toHandle()).orElseThrow();
    }
}

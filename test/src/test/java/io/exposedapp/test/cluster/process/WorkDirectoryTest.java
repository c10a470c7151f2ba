package io.exposedapp.test.cluster.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.exposedapp.test.waiting.Wait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A work directory")
class WorkDirectoryTest {

    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final WorkDirectory directory = WorkDirectory.create(messages::add);

    @AfterEach
    void close() {
        directory.close();
    }

    @Test
    @DisplayName("takes its processes with it, and starts none any more")
    void closed() {
        // Given
        Process process = directory.spawn("sleep", new ProcessBuilder("sleep", "300"));

        // When
        directory.close();

        // Then
        assertThat(process.isAlive()).isFalse();
        assertThat(directory.path()).doesNotExist();
        assertThatIllegalStateException().isThrownBy(() -> directory.spawn("sleep", new ProcessBuilder("sleep", "300")))
                .withMessageStartingWith("sleep is not started");
    }

    @Test
    @DisplayName("keeps the logs if that is asked for, and says where")
    void logsKept(@TempDir Path kept) {
        // Given
        Component speaker = new Component("speaker", List.of("sh", "-c", "echo spoken; exec sleep 300"), directory);
        speaker.start();
        Wait.until("it has spoken").holds(() -> assertThat(directory.logs().resolve("speaker.log")).hasContent("spoken"));
        directory.keepLogs(kept);

        // When
        directory.close();

        // Then
        assertThat(kept.resolve("speaker.log")).hasContent("spoken");
        assertThat(messages).contains("Cluster logs: " + kept);
    }

    @Test
    @DisplayName("has components that can be killed and started again, and tell how they ended by themselves")
    void components() {
        // Given
        Component component = new Component("flag", List.of("sh", "-c", "[ -e crash ] && { echo crash is there; exit 3; }; exec sleep 300"),
                directory);
        component.start();
        component.kill();
        component.requireRunning(); // killed by us is no failure
        assertThat(directory.path().resolve("crash").toFile().mkdir()).isTrue();

        // When
        component.start();

        // Then
        Wait.until("it has ended").holds(() -> assertThatExceptionOfType(ComponentFailedException.class)
                .isThrownBy(component::requireRunning).withMessageContaining("flag ended with exit code 3")
                .withMessageContaining("crash is there"));
    }

    @Test
    @DisplayName("lets a process that ends with its input end by itself, before any other is killed")
    void holder() throws IOException {
        // Given
        Path kept = Files.createTempFile("holder-", null);
        directory.spawnUntilInputEnds("holder",
                new ProcessBuilder("sh", "-c", "cat >/dev/null; echo ended by itself > \"$0\"", kept.toString()));

        // When
        directory.close();

        // Then
        assertThat(kept).hasContent("ended by itself");
        Files.delete(kept);
    }

    @Test
    @DisplayName("kills what a component's program waits for, not the program alone")
    void componentBehindAnother() {
        // Given
        Component wrapped = new Component("wrapped", List.of("sh", "-c", "sleep 301 & echo $! > pid; wait"), directory);
        wrapped.start();
        Path file = directory.path().resolve("pid");
        Wait.until("the program's child runs").holds(() -> assertThat(file).content().endsWith("\n"));

        // When
        wrapped.kill();

        // Then
        assertThat(file).content().satisfies(
                pid -> Wait.until("process " + pid.strip() + " has ended")
                        .gone(() -> ProcessHandle.of(Long.parseLong(pid.strip())).filter(ProcessHandle::isAlive).orElse(null)));
    }
}

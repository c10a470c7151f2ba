package io.exposedapp.test.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The script ./demo, before it builds anything")
class DemoScriptTest {

    private static final Path SCRIPT = Path.of("..", "demo").toAbsolutePath().normalize();

    /** How a run ended. */
    record Ended(int exitCode, String printed) {
    }

    @Test
    @DisplayName("tells how it is called")
    void help() throws Exception {
        // When
        var ended = demo(Map.of(), "--help");

        // Then
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.printed()).startsWith("usage: ./demo").contains("--once", "--nodes N", "--kubeconfig FILE", "JDK 25", "Go 1.26");
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(Arguments.of(List.of("--onec"), "unknown option \"--onec\""),
                Arguments.of(List.of("now"), "unknown option \"now\""),
                Arguments.of(List.of("--nodes"), "--nodes wants a number from 1 to 3"),
                Arguments.of(List.of("--nodes=4"), "--nodes wants a number from 1 to 3"),
                Arguments.of(List.of("--nodes", "2", "--kubeconfig", SCRIPT.toString()),
                        "--nodes makes a cluster, and --kubeconfig names one: give one of the two"),
                Arguments.of(List.of("--kubeconfig"), "--kubeconfig wants a file"),
                Arguments.of(List.of("--kubeconfig="), "--kubeconfig wants a file"),
                Arguments.of(List.of("--kubeconfig", "no/such"), "--kubeconfig: no/such is no file that can be read"),
                Arguments.of(List.of("--kubeconfig", SCRIPT.toString(), "--kubeconfig=" + SCRIPT), "--kubeconfig is given twice"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("mistakes")
    @DisplayName("says in one line what is wrong with the command line, and ends with 2")
    void mistake(List<String> arguments, String told) throws Exception {
        // When
        var ended = demo(Map.of(), arguments.toArray(String[]::new));

        // Then
        assertThat(ended).isEqualTo(new Ended(2, "./demo: " + told + "; see ./demo --help\n"));
    }

    @Test
    @DisplayName("names kubectl and the command that installs it, where an existing cluster is to be used without it")
    void withoutKubectl(@TempDir Path programs) throws Exception {
        // Given
        for (String program : List.of("bash", "dirname", "basename", "readlink", "grep")) {
            Files.createSymbolicLink(programs.resolve(program), which(program));
        }

        // When
        var ended = demo(Map.of("PATH", programs.toString(), "JAVA_HOME", System.getProperty("java.home")), "--kubeconfig",
                SCRIPT.toString());

        // Then
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.printed()).startsWith("./demo: needs kubectl").contains("curl -fsSLo");
    }

    private static Path which(String program) {
        return Stream.of(System.getenv("PATH").split(":", -1)).map(directory -> Path.of(directory, program)).filter(Files::isExecutable)
                .findFirst().orElseThrow();
    }

    private static Ended demo(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(which("bash").toString(), SCRIPT.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        var process = builder.start();
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), printed);
    }
}

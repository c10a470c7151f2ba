package io.exposedapp.test.cluster.kstatus;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.exposedapp.test.cluster.binaries.KstatusProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The library {@code sigs.k8s.io/cli-utils/pkg/kstatus/status}, as a program. */
public final class Kstatus {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path program;

    private Kstatus(Path program) {
        this.program = program;
    }

    /**
     * What it says of an object.
     *
     * @param status InProgress, Failed, Current, Terminating, NotFound or Unknown
     * @param message why, in kstatus' words or those of the condition that decides
     */
    public record Answer(String status, String message) {
    }

    /** Of this machine's cache; builds the program first where it has to, which takes a minute. */
    public static Kstatus start() {
        return new Kstatus(KstatusProgram.resolve(System.err::println));
    }

    /**
     * What it says of each.
     *
     * @param objects in JSON, as the API server returns them
     */
    public List<Answer> of(List<String> objects) {
        try {
            Path input = Files.writeString(Files.createTempFile("exposedapp-kstatus-", ".json"), String.join("\n", objects));
            try {
                return answers(input);
            } finally {
                Files.delete(input);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted at kstatus", e);
        }
    }

    /** What it says of an object in JSON. */
    public Answer of(String object) {
        return of(List.of(object)).getFirst();
    }

    private List<Answer> answers(Path input) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(program.toString()).redirectInput(input.toFile()).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(program + " ended with exit code " + process.exitValue() + ":\n" + said);
        }
        return said.lines().map(Kstatus::answer).toList();
    }

    private static Answer answer(String line) {
        try {
            Map<String, String> fields = JSON.readValue(line, new TypeReference<>() {
            });
            return new Answer(fields.getOrDefault("status", ""), fields.getOrDefault("message", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

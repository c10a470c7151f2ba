package io.exposedapp.test.traffic;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A {@link Client} at work, seen from the test that started it. */
public final class RunningClient implements AutoCloseable {

    private final Process process;
    private final Path failures;
    private final BufferedReader output;
    private final Writer input;

    private RunningClient(Process process, Path failures) {
        this.process = process;
        this.failures = failures;
        this.output = process.inputReader(StandardCharsets.UTF_8);
        this.input = process.outputWriter(StandardCharsets.UTF_8);
    }

    /**
     * Where and how fast the requests are made.
     *
     * @param prefix the command that runs another one in the client's network namespace; empty = here
     * @param sources addresses of that namespace, for 50,000 requests each
     * @param connections at a time, for each group
     */
    public record Place(List<String> prefix, List<String> sources, int connections) {
    }

    /**
     * Begins at once.
     *
     * @param failures a new file: gets a line for each request that did not end well
     */
    public static RunningClient start(Place place, Path failures, List<Group> groups) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classes = Client.class.getProtectionDomain().getCodeSource().getLocation().getPath();
        var command = new ArrayList<>(place.prefix());
        // Small and quick to start: what it takes from the two cores is missing for what it measures.
        command.addAll(List.of(java, "-Xmx96m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", classes, Client.class.getName(),
                Integer.toString(place.connections()), String.join(",", place.sources())));
        groups.forEach(group -> command.add(group.toString()));
        try {
            return new RunningClient(new ProcessBuilder(command).redirectError(failures.toFile()).start(), failures);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** So far, by the group's name. */
    public SequencedMap<String, Tally> tally() {
        return ask(Client.TALLY);
    }

    /** Ends it, and waits for the requests under way. */
    public SequencedMap<String, Tally> stop() {
        return ask(Client.STOP);
    }

    /** What went wrong, a line a request. */
    public List<String> failures() {
        try (Stream<String> lines = Files.lines(failures)) {
            return lines.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same of one group. */
    public List<String> failures(String group) {
        return failures().stream().filter(line -> line.contains(" " + group + " ")).toList();
    }

    private SequencedMap<String, Tally> ask(String command) {
        try {
            input.write(command + "\n");
            input.flush();
            return answer();
        } catch (IOException e) {
            throw new IllegalStateException("the client has ended: " + failures(), e);
        }
    }

    private SequencedMap<String, Tally> answer() throws IOException {
        var tallies = new TreeMap<String, Tally>();
        for (var line = output.readLine(); !Client.END.equals(line); line = output.readLine()) {
            if (line == null) {
                throw new IOException("no answer");
            }
            var space = line.indexOf(' ');
            tallies.put(line.substring(0, space), Tally.parse(line.substring(space)));
        }
        return tallies;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}

package io.exposedapp.test.cluster.node;

import io.exposedapp.test.cluster.process.WorkDirectory;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A place in the network that requests are sent from: outside of the cluster, on a node, or in a pod. Programs run there with this machine's
 * files and another network.
 */
public final class Vantage {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String CURL_SECONDS = "5";
    private static final String UDP_SECONDS = "2";

    private final String name;
    private final Commands commands;

    private Vantage(String name, Commands commands) {
        this.name = name;
        this.commands = commands;
    }

    /** The network of that process. */
    static Vantage of(String name, long pid, WorkDirectory directory) {
        return new Vantage(name, new Commands(List.of("nsenter", "--net=/proc/" + pid + "/ns/net", "--"), directory));
    }

    /** "outside", "node1", or the pod's name. */
    public String name() {
        return name;
    }

    /** The whole command line of a program that runs there, for those that start it themselves; see {@link #start}. */
    public List<String> line(String... command) {
        return commands.line(List.of(command));
    }

    /** A program that runs there, not started yet: to say where its output goes. The process that it becomes is the program itself. */
    public ProcessBuilder builder(String... command) {
        return commands.builder(List.of(command));
    }

    /** Starts such a program; it ends with the cluster at the latest. */
    public Process start(ProcessBuilder builder) {
        return commands.directory().spawn(builder.command().getFirst(), builder);
    }

    /** Runs a program there to its end; throws {@link IllegalStateException} if that does not come within 30 s. */
    public CommandResult run(String... command) {
        return runWithInput("", command);
    }

    /** The same with something on its standard input. */
    public CommandResult runWithInput(String input, String... command) {
        return commands.run(input, LIMIT, List.of(command));
    }

    /** {@code curl} with these arguments, silent but for errors, and 5 s for everything. Exit code 7 is "refused", 28 "no answer in time". */
    public CommandResult curl(String... arguments) {
        return commands.run("", LIMIT,
                Stream.concat(Stream.of("curl", "-sS", "--max-time", CURL_SECONDS), Stream.of(arguments)).toList());
    }

    /** Sends one datagram, from a fresh port, and answers with what came back within 2 s: empty if nothing did. */
    public CommandResult udp(String address, int port, String datagram) {
        return commands.run(datagram, LIMIT, List.of("socat", "-t", UDP_SECONDS, "-", "UDP:" + address + ":" + port));
    }

    @Override
    public String toString() {
        return name;
    }
}

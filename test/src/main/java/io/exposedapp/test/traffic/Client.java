package io.exposedapp.test.traffic;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The client as a program of its own, for it runs in another network namespace than the tests. {@code Client CONNECTIONS ADDRESS,ADDRESS…
 * GROUP…} begins at once; {@code tally} on its input is answered with a line a group and a line {@code .}; {@code stop}, or the end of its
 * input, ends it with the last tally. Failures go to its error output, a line each. It needs nothing but a JDK.
 */
public final class Client {

    static final String TALLY = "tally";
    static final String STOP = "stop";
    static final String END = ".";

    private Client() {
    }

    public static void main(String[] args) throws IOException {
        var addresses = Pattern.compile(",").splitAsStream(args[1]).map(InetAddress::ofLiteral).toList();
        var sources = new Sources(addresses);
        var loads = Arrays.stream(args).skip(2).map(Group::parse)
                .map(group -> new Named(group.name(), new Load(group, sources, System.err)))
                .toList();
        loads.forEach(load -> load.load().start(Integer.parseInt(args[0])));
        try (var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (var line = input.readLine(); line != null && !line.equals(STOP); line = input.readLine()) {
                print(loads);
            }
        }
        loads.forEach(load -> load.load().stop());
        print(loads);
    }

    private record Named(String name, Load load) {
    }

    private static void print(List<Named> loads) {
        loads.forEach(load -> System.out.println(load.name() + " " + load.load().tally()));
        System.out.println(END);
    }
}

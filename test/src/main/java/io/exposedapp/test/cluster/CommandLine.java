package io.exposedapp.test.cluster;

import io.exposedapp.test.cluster.node.RealNodes;
import java.util.List;

/** What the program was asked to do. */
sealed interface CommandLine {

    /** Start a cluster. */
    record Up(int simulatedNodes, int realNodes) implements CommandLine {
    }

    /** Say how it is called. */
    record Help() implements CommandLine {
    }

    /** Say what is wrong with the command line. */
    record Wrong(String problem) implements CommandLine {
    }

    static CommandLine parse(List<String> arguments) {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            return new Help();
        }
        if (arguments.isEmpty()) {
            return new Wrong("no command given");
        }
        if (!arguments.getFirst().equals("up")) {
            return new Wrong("unknown command \"" + arguments.getFirst() + "\"");
        }
        return up(arguments.subList(1, arguments.size()));
    }

    private static CommandLine up(List<String> options) {
        Up up = new Up(ClusterOptions.defaults().simulatedNodes(), 0);
        for (int i = 0; i < options.size(); i += 2) {
            String option = options.get(i);
            String value = i + 1 < options.size() ? options.get(i + 1) : "";
            switch (option) {
                case "--simulated-nodes" -> {
                    if (!isUpTo(SimulatedNodes.MOST, value)) {
                        return new Wrong(problem(option, SimulatedNodes.MOST, value));
                    }
                    up = new Up(Integer.parseInt(value), up.realNodes());
                }
                case "--nodes" -> {
                    if (!isUpTo(RealNodes.MOST, value)) {
                        return new Wrong(problem(option, RealNodes.MOST, value));
                    }
                    up = new Up(up.simulatedNodes(), Integer.parseInt(value));
                }
                default -> {
                    return new Wrong("unknown option \"" + option + "\"");
                }
            }
        }
        return up;
    }

    private static boolean isUpTo(int most, String value) {
        return value.matches("\\d{1,3}") && Integer.parseInt(value) <= most;
    }

    private static String problem(String option, int most, String value) {
        return option + " wants a number from 0 to " + most + (value.isEmpty() ? "" : ", not \"" + value + "\"");
    }
}

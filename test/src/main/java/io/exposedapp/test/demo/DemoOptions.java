package io.exposedapp.test.demo;

import io.exposedapp.test.cluster.node.RealNodes;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the demo was asked to do.
 *
 * @param once end as soon as all is shown
 * @param nodes real ones, 1 to 3; 0 = simulated ones
 * @param kubeconfig of the cluster to use, absolute; null = one on this machine
 */
record DemoOptions(boolean once, int nodes, @Nullable Path kubeconfig) {

    /** Throws {@link IllegalArgumentException} saying what is wrong. The script {@code demo} has told most mistakes before. */
    static DemoOptions parse(List<String> arguments) {
        var once = false;
        var nodes = 0;
        Path kubeconfig = null;
        var rest = arguments.iterator();
        while (rest.hasNext()) {
            var option = rest.next();
            switch (option) {
                case "--once" -> once = true;
                case "--nodes" -> nodes = number(rest.hasNext() ? rest.next() : "");
                case "--kubeconfig" -> kubeconfig = Path.of(value(option, rest.hasNext() ? rest.next() : ""));
                default -> throw new IllegalArgumentException("unknown option \"" + option + "\"");
            }
        }
        if (nodes > 0 && kubeconfig != null) {
            throw new IllegalArgumentException("--nodes makes a cluster, and --kubeconfig names one: give one of the two");
        }
        return new DemoOptions(once, nodes, kubeconfig);
    }

    private static int number(String value) {
        if (!value.matches("\\d") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > RealNodes.MOST) {
            throw new IllegalArgumentException("--nodes wants a number from 1 to " + RealNodes.MOST);
        }
        return Integer.parseInt(value);
    }

    private static String value(String option, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(option + " wants a file");
        }
        return value;
    }
}

package io.exposedapp.test.crash;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A story about apps of one namespace.
 *
 * @param text what it is about: "while ports are hidden, and exposed again"
 * @param ledger of its own, whose numbers no other scenario gets
 * @param replicas of each app
 */
record Scenario(String text, OwnLedger ledger, int replicas, List<Step> steps) {

    /**
     * Where the numbers come from.
     *
     * @param first number of its range
     * @param last number of its range
     */
    record OwnLedger(String name, int first, int last) {

        /** "30000-30999". */
        String range() {
            return first + "-" + last;
        }
    }

    Scenario {
        steps = List.copyOf(steps);
    }

    /** All apps that there ever are. */
    SortedSet<String> apps() {
        var names = new TreeSet<String>();
        steps.forEach(step -> names.addAll(step.apps().keySet()));
        return names;
    }

    /** The app as the step has it; null when it is deleted. */
    @Nullable
    String yaml(Step step, String app) {
        var spec = step.apps().get(app);
        return spec == null ? null : """
                apiVersion: exposedapp.io/v1
                kind: ExposedApp
                metadata: {name: %s}
                spec:
                  image: registry.example/shop/order:1.4
                  replicas: %d
                %s
                """.formatted(app, replicas, spec.indent(2).stripTrailing());
    }
}

package io.exposedapp.test.scenario.answers;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One app's life, with at most one thing that goes wrong in each stage. */
record Play(String namespace, Map<Stage, Case> cases) {

    Play {
        var copy = new EnumMap<Stage, Case>(Stage.class);
        copy.putAll(cases);
        cases = copy;
    }

    @Nullable
    Case in(Stage stage) {
        return cases.get(stage);
    }

    @Override
    public String toString() {
        return cases.entrySet().stream().map(entry -> "when the user " + entry.getKey().text() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}

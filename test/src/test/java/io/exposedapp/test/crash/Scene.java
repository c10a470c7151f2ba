package io.exposedapp.test.crash;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A step of a story, and the runs that take it at the same time. */
record Scene(Story story, Step step, List<Run> runs) {

    Scene {
        runs = List.copyOf(runs);
    }

    /** In the first step, the numbers that were granted get their names by the Service that carries them. */
    void name(Dump dump) {
        if (story.scenario().steps().getFirst().equals(step)) {
            runs.forEach(run -> dump.of(run.namespace(), "Service")
                    .forEach(service -> service.at("/spec/ports").forEach(
                            port -> run.name("granted-" + port.path("name").asText(), port.path("nodePort").asInt()))));
        }
    }

    /** All of them are where the model was in the end. */
    boolean isAtEnd(Dump dump, Predicate<Run> excused) {
        var end = story.end(step);
        return runs.stream().allMatch(run -> excused.test(run) || dump.text(run).equals(end));
    }

    /** What those have that are not where the model was in the end, and it had not. */
    String differences(Dump dump, Predicate<Run> excused) {
        var end = story.end(step);
        var expected = end.lines().collect(Collectors.toSet());
        return runs.stream().filter(run -> !excused.test(run) && !dump.text(run).equals(end))
                .map(run -> "when the user " + step.text() + ", in " + run.namespace() + ": "
                        + dump.text(run).lines().filter(line -> !expected.contains(line)).collect(Collectors.joining("; ")))
                .collect(Collectors.joining("\n"));
    }

    /** As far as the scenario says it, all of them are at the end of the step. */
    boolean isOver(Dump dump) {
        return runs.stream().allMatch(run -> isOver(run, dump));
    }

    private boolean isOver(Run run, Dump dump) {
        var names = run.numbers().entrySet().stream().collect(Collectors.toMap(e -> e.getValue().toString(), Map.Entry::getKey));
        var ledger = dump.of(run.namespace(), "NodePortReservation").stream().map(
                entry -> names.get(entry.at("/metadata/name").asText()) + " " + entry.at("/spec/state").asText()).sorted().toList();
        var apps = dump.of(run.namespace(), "ExposedApp");
        return ledger.equals(step.entries()) && apps.size() == step.apps().size() && apps.stream().allMatch(Scene::isCurrent)
                && apps.stream().allMatch(Dump::ready) != step.stalled()
                && dump.of(run.namespace(), "Service").size() == step.services()
                && dump.of(run.namespace(), "Pod").size() == apps.size() * story.scenario().replicas()
                && dump.of(run.namespace(), "ControllerRevision").size() == apps.size();
    }

    private static boolean isCurrent(JsonNode app) {
        return app.at("/metadata/generation").asLong() == app.at("/status/observedGeneration").asLong();
    }
}

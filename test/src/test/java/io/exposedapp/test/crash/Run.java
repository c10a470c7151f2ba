package io.exposedapp.test.crash;

import io.exposedapp.api.v1.ExposedApp;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The scenario once, in a namespace of its own. */
final class Run {

    /** A number in an app's spec. */
    private static final Pattern NAME = Pattern.compile("(?<=nodePort: )([a-z]+-[a-z0-9]+)");

    /** In which step, and where in it, the operator dies. */
    record Crash(Step step, CutPoint at) {
    }

    private final String namespace;
    private final @Nullable Crash crash;
    private final SortedMap<String, Integer> numbers = new TreeMap<>();
    private final Map<Step, String> ends = new HashMap<>();
    private @Nullable String struck;

    /** @param crash null = none */
    Run(String namespace, @Nullable Crash crash) {
        this.namespace = namespace;
        this.crash = crash;
    }

    /** By step, then by write. */
    static Comparator<Run> order(Scenario scenario) {
        return Comparator.comparingInt((Run run) -> scenario.steps().indexOf(run.crash().orElseThrow().step()))
                .thenComparingInt(run -> run.crash().orElseThrow().at().write())
                .thenComparing(run -> run.crash().orElseThrow().at().moment());
    }

    String namespace() {
        return namespace;
    }

    Optional<Crash> crash() {
        return Optional.ofNullable(crash);
    }

    Optional<CutPoint> cutIn(Step step) {
        return crash().filter(planned -> planned.step().equals(step)).map(Crash::at);
    }

    /** Names a number of this run. */
    void name(String name, int number) {
        numbers.put(name, number);
    }

    /** Numbers by name. */
    SortedMap<String, Integer> numbers() {
        return numbers;
    }

    /** Does what the user does in that step. */
    void perform(Scenario scenario, Step step, KubernetesClient client) {
        for (String app : scenario.apps()) {
            var yaml = scenario.yaml(step, app);
            if (yaml == null) {
                client.resources(ExposedApp.class).inNamespace(namespace).withName(app).delete();
            } else {
                var numbered = NAME.matcher(yaml).replaceAll((MatchResult name) -> String.valueOf(numbers.get(name.group(1))));
                client.resource(client.getKubernetesSerialization().unmarshal(numbered, ExposedApp.class)).inNamespace(namespace)
                        .serverSideApply();
            }
        }
    }

    /** The operator died at this write. */
    void struck(String write) {
        struck = write;
    }

    /** The write at which it died; empty if the step had fewer. */
    Optional<String> struck() {
        return Optional.ofNullable(struck);
    }

    void ended(Step step, String dump) {
        ends.put(step, dump);
    }

    /** What was there after that step. */
    String end(Step step) {
        return ends.getOrDefault(step, "it was not reached");
    }

    /** "when the user drops a port, and write 3 (POST pods) never reaches the API server". */
    @Override
    public String toString() {
        return crash().map(planned -> "when the user %s, and write %d (%s) %s".formatted(planned.step().text(), planned.at().write(),
                struck().orElse("not made"), planned.at().moment().text())).orElse("without a crash");
    }
}

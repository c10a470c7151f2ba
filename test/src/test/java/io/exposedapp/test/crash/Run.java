package io.exposedapp.test.crash;

import io.exposedapp.api.v1.ExposedApp;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The scenario once, in a namespace of its own: in each step the operator may die once. */
final class Run {

    /** A number in an app's spec. */
    private static final Pattern NAME = Pattern.compile("(?<=nodePort: )([a-z]+-[a-z0-9]+)");

    private final String namespace;
    private final Map<Step, CutPoint> cuts;
    private final SortedMap<String, Integer> numbers = new TreeMap<>();
    private final Map<Step, String> ends = new HashMap<>();
    private final Map<Step, String> struck = new HashMap<>();

    /** @param cuts where the operator dies; in no other step it does */
    Run(String namespace, Map<Step, CutPoint> cuts) {
        this.namespace = namespace;
        this.cuts = Map.copyOf(cuts);
    }

    String namespace() {
        return namespace;
    }

    /** Where the operator is to die in that step. */
    Optional<CutPoint> cutIn(Step step) {
        return Optional.ofNullable(cuts.get(step));
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
    void struck(Step step, String write) {
        struck.put(step, write);
    }

    /** The write at which it died in that step; empty if the step had fewer. */
    Optional<String> struck(Step step) {
        return Optional.ofNullable(struck.get(step));
    }

    void ended(Step step, String dump) {
        ends.put(step, dump);
    }

    /** What was there after that step; empty if the run did not get so far. */
    Optional<String> end(Step step) {
        return Optional.ofNullable(ends.get(step));
    }
}

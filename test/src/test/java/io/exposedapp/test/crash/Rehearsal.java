package io.exposedapp.test.crash;

import com.fasterxml.jackson.databind.JsonNode;
import io.exposedapp.api.v1.NodePortLedger;
import io.exposedapp.api.v1.NodePortLedgerSpec;
import io.exposedapp.api.v1.NodePortReservation;
import io.exposedapp.operator.app.Names;
import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.operator.RunningOperator;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Takes runs through the scenario. All of them do the same step at the same time, under one operator that dies for each of them where that run
 * wants it; then a second operator finishes what was begun, for all of them.
 */
final class Rehearsal {

    /** Much shorter than the operator's safety net, so that what is found only by that counts as late. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** A step is over when nothing has changed for longer than any pace or back-off of the operator's. */
    private static final Duration QUIET = Duration.ofSeconds(2);
    private static final int USERS = 8;

    private final Scenario scenario;
    private final TestCluster cluster;
    private final KubernetesClient client;
    private final Concerned concerned = new Concerned();
    private final List<String> late = new ArrayList<>();
    private int nextPin = 30_000;

    Rehearsal(Scenario scenario, TestCluster cluster) {
        this.scenario = scenario;
        this.cluster = cluster;
        this.client = cluster.client();
    }

    /** The run without a crash, alone. Answers with the number of writes that each step took. */
    Map<Step, Integer> alone(Run run) {
        var writes = new LinkedHashMap<Step, Integer>();
        var connection = CutConnection.byNamespace(concerned, Map.of());
        try (var _ = RunningOperator.start(cluster, connection::install, Map.of())) {
            for (Step step : scenario.steps()) {
                int before = connection.writes(run.namespace());
                perform(step, List.of(run));
                Awaitility.await("without a crash, the operator " + step.text()).atMost(PATIENCE).pollInterval(Duration.ofMillis(100))
                        .until(() -> isOver(step, run, look(step, List.of(run))));
                Awaitility.await("nothing changes any more").atMost(PATIENCE).during(QUIET).pollInterval(Duration.ofMillis(200)).until(
                        () -> look(step, List.of(run)).text(run), new Unchanged());
                run.ended(step, look(step, List.of(run)).text(run));
                writes.put(step, connection.writes(run.namespace()) - before);
            }
        }
        return writes;
    }

    /** All of them, with the crash that each has. What they should come to is what {@code model} came to. */
    void together(Collection<Run> runs, Run model) {
        for (Step step : scenario.steps()) {
            var cuts = runs.stream().filter(run -> run.cutIn(step).isPresent())
                    .collect(Collectors.toMap(Run::namespace, run -> run.cutIn(step).orElseThrow()));
            var connection = CutConnection.byNamespace(concerned, cuts);
            try (var _ = RunningOperator.start(cluster, connection::install, Map.of())) {
                perform(step, runs);
                await("The operator that dies", step, runs, run -> connection.struck(run.namespace()).isPresent(), model);
                connection.kill();
            }
            runs.forEach(run -> connection.struck(run.namespace()).ifPresent(run::struck));
            try (var _ = RunningOperator.start(cluster, CutConnection.byNamespace(concerned, Map.of())::install, Map.of())) {
                await("The successor", step, runs, _ -> false, model);
            }
            var dump = look(step, runs);
            runs.forEach(run -> run.ended(step, dump.text(run)));
        }
    }

    /** What does not come is noted, and the scenario goes on: an operator that starts later may find it, which tells a lost wake-up. */
    private void await(String who, Step step, Collection<Run> runs, Predicate<Run> excused, Run model) {
        var open = new ArrayList<>(runs);
        try {
            Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> {
                open.retainAll(differences(step, open, excused, model).keySet());
                if (open.isEmpty()) {
                    // All were seen at their ends, if not at one moment; they are to stay there.
                    open.addAll(differences(step, runs, excused, model).keySet());
                }
                return open.isEmpty();
            });
        } catch (ConditionTimeoutException e) {
            late.add(who + " has not finished within " + PATIENCE + " when the user " + step.text() + ": "
                    + differences(step, runs, excused, model));
        }
    }

    private Map<Run, String> differences(Step step, Collection<Run> runs, Predicate<Run> excused, Run model) {
        var dump = look(step, runs);
        var expected = model.end(step).lines().toList();
        var differences = new LinkedHashMap<Run, String>();
        for (Run run : runs) {
            var found = dump.text(run);
            if (!excused.test(run) && !found.equals(model.end(step))) {
                differences.put(run, found.lines().filter(line -> !expected.contains(line)).collect(Collectors.joining("; ")));
            }
        }
        return differences;
    }

    /** Who did not do in time what there was to do. */
    List<String> late() {
        return late;
    }

    private void perform(Step step, Collection<Run> runs) {
        if (scenario.steps().indexOf(step) == 1) {
            runs.forEach(this::choosePins);
        }
        edit(step.ledger().spec(runs));
        inParallel(runs, run -> run.perform(scenario, step, client));
    }

    /** A number rests for as long as the operator knows at the release, so it has to know. */
    private void edit(NodePortLedgerSpec spec) {
        var ledger = new NodePortLedger();
        ledger.setMetadata(new ObjectMetaBuilder().withName(Names.DEFAULT_LEDGER).build());
        ledger.setSpec(spec);
        var generation = client.resource(ledger).serverSideApply().getMetadata().getGeneration();
        Awaitility.await("the operator knows the ledger").atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
            var status = client.resource(ledger).get().getStatus();
            return status != null && generation.equals(status.observedGeneration());
        });
    }

    /** Numbers that nobody has; after the first step none is granted that was not asked for, so they stay free. */
    private void choosePins(Run run) {
        var taken = client.resources(NodePortReservation.class).list().getItems().stream().map(entry -> entry.getMetadata().getName())
                .collect(Collectors.toSet());
        for (String pin : List.of("pin-1", "pin-2", "pin-3")) {
            while (taken.contains(Integer.toString(nextPin))) {
                nextPin++;
            }
            run.name(pin, nextPin++);
        }
    }

    /** In the first step, the numbers that were granted get their names by the Service that carries them. */
    private Dump look(Step step, Collection<Run> runs) {
        var dump = Dump.of(client);
        if (scenario.steps().indexOf(step) == 0) {
            runs.forEach(run -> dump.of(run.namespace(), "Service")
                    .forEach(service -> service.at("/spec/ports").forEach(
                            port -> run.name("granted-" + port.path("name").asText(), port.path("nodePort").asInt()))));
        }
        return dump;
    }

    private boolean isOver(Step step, Run run, Dump dump) {
        var names = run.numbers().entrySet().stream().collect(Collectors.toMap(e -> e.getValue().toString(), Map.Entry::getKey));
        var ledger = dump.of(run.namespace(), "NodePortReservation").stream().map(
                entry -> names.get(entry.at("/metadata/name").asText()) + " " + entry.at("/spec/state").asText()).sorted().toList();
        var apps = dump.of(run.namespace(), "ExposedApp");
        return ledger.equals(step.entries()) && apps.size() == step.apps().size() && apps.stream().allMatch(Rehearsal::isCurrent)
                && apps.stream().allMatch(Dump::ready) != step.stalled()
                && dump.of(run.namespace(), "Service").size() == step.services()
                && dump.of(run.namespace(), "Pod").size() == apps.size() * scenario.replicas()
                && dump.of(run.namespace(), "ControllerRevision").size() == apps.size();
    }

    private static boolean isCurrent(JsonNode app) {
        return app.at("/metadata/generation").asLong() == app.at("/status/observedGeneration").asLong();
    }

    static <T> void inParallel(Collection<T> all, Consumer<T> task) {
        try (var users = Executors.newFixedThreadPool(USERS)) {
            var done = all.stream().map(one -> users.submit(() -> task.accept(one))).toList();
            done.forEach(future -> {
                try {
                    future.get();
                } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
    }

    /** True from the second time on that it is given the same. */
    private static final class Unchanged implements Predicate<String> {

        private String last = "";

        @Override
        public boolean test(String now) {
            var same = now.equals(last);
            last = now;
            return same;
        }
    }
}

package io.exposedapp.test.crash;

import io.exposedapp.test.crash.CutPoint.Moment;
import io.exposedapp.test.operator.ManyAtOnce;
import io.exposedapp.test.tier.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A scenario and its runs: the model, which no operator dies for, and those that should come to the same ends. */
final class Story {

    /** Under load a step may take some status writes more than alone. */
    private static final int MORE_WRITES = 3;

    /** So many that one of them is made even if the step takes two status writes fewer than alone. */
    private static final int EVERYDAY = 2;

    private final Scenario scenario;
    private final CrashCluster cluster;
    private final Run model;
    private final Map<Step, Integer> writes = new LinkedHashMap<>();
    private final List<Run> runs = Collections.synchronizedList(new ArrayList<>());

    Story(Scenario scenario, CrashCluster cluster) {
        this.scenario = scenario;
        this.cluster = cluster;
        this.model = new Run(cluster.namespace("without a crash"), Map.of());
    }

    Scenario scenario() {
        return scenario;
    }

    Run model() {
        return model;
    }

    /** What is there in the end of the step. */
    String end(Step step) {
        return model.end(step)
                .orElseThrow(() -> new IllegalStateException("the model has not come to the end of: the user " + step.text()));
    }

    /** The model took so many in that step. */
    void writes(Step step, int count) {
        writes.put(step, count);
    }

    /** All of those that die. */
    List<Run> runs() {
        return runs;
    }

    /**
     * Those that get to that step. One that comes to another end plays no further step: what comes of it would say nothing of that step's crash.
     */
    List<Run> runsAt(Step step) {
        var before = scenario.steps().subList(0, scenario.steps().indexOf(step));
        return runs.stream().filter(run -> before.stream().allMatch(done -> run.end(done).equals(model.end(done)))).toList();
    }

    /** Once the writes of the model are known: the first run dies at the first cut point of each step, and so on. */
    void cast() {
        var cuts = new LinkedHashMap<Step, List<CutPoint>>();
        writes.forEach((step, count) -> cuts.put(step, cuts(step, count)));
        int most = cuts.values().stream().mapToInt(List::size).max().orElseThrow();
        ManyAtOnce.forEach(IntStream.range(0, most).boxed().toList(), index -> {
            Map<Step, CutPoint> own = new HashMap<>();
            cuts.forEach((step, all) -> all.stream().skip(index).findFirst().ifPresent(cut -> own.put(step, cut)));
            runs.add(new Run(cluster.namespace("with crashes"), own));
        });
    }

    private List<CutPoint> cuts(Step step, int count) {
        var sample = Sample.ofThisRun();
        var candidates = IntStream.rangeClosed(1, sample.of(count, count + MORE_WRITES)).boxed().toList();
        return sample.of("writes to die at when the user %s, %s".formatted(step.text(), scenario.text()), candidates, EVERYDAY).stream()
                .flatMap(write -> Arrays.stream(Moment.values()).map(moment -> new CutPoint(write, moment))).toList();
    }

    /** In their order: by step, then by write. */
    Stream<Crash> crashes() {
        return scenario.steps().stream().flatMap(this::crashes);
    }

    /** Those of the same run in earlier steps. */
    List<Crash> before(Crash crash) {
        return crashes().takeWhile(earlier -> !earlier.step().equals(crash.step())).filter(earlier -> earlier.run().equals(crash.run()))
                .toList();
    }

    /** In that step. */
    Stream<Crash> crashes(Step step) {
        return runs.stream()
                .flatMap(run -> run.struck(step).map(write -> new Crash(run, step, run.cutIn(step).orElseThrow(), write)).stream())
                .sorted(Crash.BY_WRITE);
    }
}

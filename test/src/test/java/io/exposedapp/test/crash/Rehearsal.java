package io.exposedapp.test.crash;

import io.exposedapp.api.v1.NodePortLedger;
import io.exposedapp.api.v1.NodePortReservation;
import io.exposedapp.test.operator.ManyAtOnce;
import io.exposedapp.test.operator.RunningOperator;
import io.exposedapp.test.waiting.Wait;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Takes stories from step to step, all of them at the same time, since what takes the time are starts of operators and waits for silence. In each
 * step all runs have one operator, which dies for each of them where that run wants it; then a second one finishes what was begun, for all.
 */
final class Rehearsal {

    /** A step is over when the operator has asked for nothing for longer than it paces what it does to an app: its status, or a look at its wish. */
    private static final Duration QUIET = Duration.ofMillis(1200);

    private final List<Story> stories;
    private final CrashCluster cluster;
    private final ClusterMirror mirror;
    private final KubernetesClient client;
    private final Concerned concerned = new Concerned();
    private final List<String> late = new ArrayList<>();

    Rehearsal(List<Story> stories, CrashCluster cluster, ClusterMirror mirror) {
        this.stories = List.copyOf(stories);
        this.cluster = cluster;
        this.mirror = mirror;
        this.client = cluster.client();
    }

    /** First the models, since the others die at the writes that those make. */
    void play() {
        playModels();
        stories.forEach(Story::cast);
        playRuns();
    }

    /** Who did not do in time what there was to do. */
    List<String> late() {
        return late;
    }

    private void playModels() {
        var connection = CutConnection.byNamespace(concerned, Map.of());
        var idleness = new Idleness();
        try (var _ = RunningOperator.start(cluster.cluster(), http -> {
            connection.install(http);
            idleness.install(http);
        }, Map.of())) {
            for (int index = 0; index < steps(); index++) {
                var scenes = scenes(index, (story, _) -> List.of(story.model()));
                var before = scenes.stream().collect(Collectors.toMap(scene -> scene, scene -> writesOfModel(connection, scene)));
                perform(scenes);
                Wait.until("without a crash, the operator has done all when the user " + texts(scenes)).atMost(CrashCluster.PATIENCE)
                        .isSo(() -> scenes.stream().allMatch(scene -> scene.isOver(look(scenes))), () -> dumps(scenes));
                Wait.until("the operator asks for nothing more").atMost(CrashCluster.PATIENCE)
                        .isSo(() -> idleness.time().compareTo(QUIET) > 0);
                end(scenes, look(scenes));
                before.forEach((scene, writes) -> scene.story().writes(scene.step(), writesOfModel(connection, scene) - writes));
            }
        }
    }

    private static int writesOfModel(CutConnection connection, Scene scene) {
        return connection.writes(scene.story().model().namespace());
    }

    private void playRuns() {
        for (int index = 0; index < steps(); index++) {
            var scenes = scenes(index, Story::runsAt);
            var cuts = new HashMap<String, CutPoint>();
            scenes.forEach(scene -> scene.runs().forEach(run -> run.cutIn(scene.step()).ifPresent(cut -> cuts.put(run.namespace(), cut))));
            var connection = CutConnection.byNamespace(concerned, cuts);
            try (var _ = RunningOperator.start(cluster.cluster(), connection::install, Map.of())) {
                perform(scenes);
                await("the operator that dies", scenes, run -> connection.struck(run.namespace()).isPresent());
                connection.kill();
            }
            scenes.forEach(scene -> scene.runs()
                    .forEach(run -> connection.struck(run.namespace()).ifPresent(write -> run.struck(scene.step(), write))));
            try (var _ = RunningOperator.start(cluster.cluster(), CutConnection.byNamespace(concerned, Map.of())::install, Map.of())) {
                end(scenes, await("its successor", scenes, _ -> false));
            }
        }
    }

    private int steps() {
        return stories.stream().mapToInt(story -> story.scenario().steps().size()).max().orElseThrow();
    }

    /** Of each story that is so long. */
    private List<Scene> scenes(int index, BiFunction<Story, Step, List<Run>> runs) {
        return stories.stream().flatMap(story -> story.scenario().steps().stream().skip(index).limit(1)
                .map(step -> new Scene(story, step, runs.apply(story, step)))).toList();
    }

    /**
     * All of them are at their ends at one moment. What does not come is noted, and the stories go on: an operator that starts later may find it,
     * which tells a lost wake-up.
     */
    private Dump await(String who, List<Scene> scenes, Predicate<Run> excused) {
        try {
            return Wait.until(who + " has finished").atMost(CrashCluster.PATIENCE).seen(() -> look(scenes),
                    dump -> scenes.stream().allMatch(scene -> scene.isAtEnd(dump, excused)));
        } catch (AssertionError _) {
            var dump = look(scenes);
            late.add(who + " has not finished within " + CrashCluster.PATIENCE + ": "
                    + scenes.stream().map(scene -> scene.differences(dump, excused)).collect(Collectors.joining(" ")));
            return dump;
        }
    }

    private void perform(List<Scene> scenes) {
        scenes.forEach(this::choosePins);
        ManyAtOnce.forEach(scenes, this::edit);
        for (Scene scene : scenes) {
            ManyAtOnce.forEach(scene.runs(), run -> run.perform(scene.story().scenario(), scene.step(), client));
        }
    }

    /** A number rests for as long as the operator knows at the release, so it has to know. */
    private void edit(Scene scene) {
        var ledger = new NodePortLedger();
        ledger.setMetadata(new ObjectMetaBuilder().withName(scene.story().scenario().ledger().name()).build());
        ledger.setSpec(scene.step().ledger().spec(scene.runs()));
        var generation = client.resource(ledger).serverSideApply().getMetadata().getGeneration();
        Wait.until("the operator knows the ledger").atMost(CrashCluster.PATIENCE).seen(() -> client.resource(ledger).get(),
                now -> now.getStatus() != null && generation.equals(now.getStatus().observedGeneration()));
    }

    /** Numbers that nobody has; after the first step none is granted that was not asked for, so they stay free. */
    private void choosePins(Scene scene) {
        var scenario = scene.story().scenario();
        if (scenario.steps().indexOf(scene.step()) == 1) {
            var taken = client.resources(NodePortReservation.class).list().getItems().stream().map(entry -> entry.getMetadata().getName())
                    .collect(Collectors.toSet());
            var free = IntStream.rangeClosed(scenario.ledger().first(), scenario.ledger().last())
                    .filter(number -> !taken.contains(Integer.toString(number))).iterator();
            scene.runs().forEach(run -> List.of("pin-1", "pin-2", "pin-3").forEach(pin -> run.name(pin, free.next())));
        }
    }

    private Dump look(List<Scene> scenes) {
        var dump = mirror.dump();
        scenes.forEach(scene -> scene.name(dump));
        return dump;
    }

    private static void end(List<Scene> scenes, Dump dump) {
        scenes.forEach(scene -> scene.runs().forEach(run -> run.ended(scene.step(), dump.text(run))));
    }

    private List<String> dumps(List<Scene> scenes) {
        var dump = look(scenes);
        return scenes.stream().flatMap(scene -> scene.runs().stream()).map(dump::text).toList();
    }

    private static String texts(List<Scene> scenes) {
        return scenes.stream().map(scene -> scene.step().text()).collect(Collectors.joining(", "));
    }
}

package io.exposedapp.test.scenario.answers;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.operator.ManyAtOnce;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.waiting.Wait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Takes plays from stage to stage, all at the same time, and notes what is not as it must be. */
final class Director {

    private static final Duration PATIENCE = Duration.ofMinutes(7);

    private final TestCluster cluster;
    private final Injection injection;
    private final List<String> wrong = new ArrayList<>();
    private int chosen;
    private int struck;

    Director(TestCluster cluster, Injection injection) {
        this.cluster = cluster;
        this.injection = injection;
    }

    /** What was not as it must be. */
    List<String> wrong() {
        return wrong;
    }

    /** Stages in which some request was to go wrong. */
    int chosen() {
        return chosen;
    }

    /** Of these, those in which it was made, and went wrong. */
    int struck() {
        return struck;
    }

    /** Plays them to the end. */
    void play(List<Play> plays) {
        var going = plays;
        for (var stage : Stage.values()) {
            going = play(stage, going);
        }
    }

    /** Answers with those that have come through. */
    List<Play> play(Stage stage, List<Play> plays) {
        plays.forEach(play -> injection.begin(play.namespace(), play.in(stage)));
        var scenes = plays.stream().map(play -> new Scene(play, stage, injection)).toList();
        ManyAtOnce.forEach(plays, play -> edit(play, stage));
        Wait.until("all have " + stage).atMost(PATIENCE).every(Duration.ofMillis(300)).isSo(() -> {
            var sight = Sight.look(cluster.client());
            scenes.forEach(scene -> scene.look(sight));
            return scenes.stream().allMatch(Scene::isOver);
        }, () -> waiting(scenes));
        scenes.forEach(scene -> wrong.addAll(scene.wrong()));
        var goingWrong = plays.stream().filter(play -> play.in(stage) != null).toList();
        chosen += goingWrong.size();
        struck += (int) goingWrong.stream().filter(play -> injection.struck(play.namespace()) > 0).count();
        return scenes.stream().filter(Scene::cameThrough).map(Scene::play).toList();
    }

    private void edit(Play play, Stage stage) {
        var yaml = stage.yaml();
        if (yaml == null) {
            cluster.client().resources(ExposedApp.class).inNamespace(play.namespace()).withName("web").delete();
        } else {
            new User(cluster, play.namespace()).applies(yaml);
        }
    }

    private static String waiting(List<Scene> scenes) {
        return scenes.stream().filter(scene -> !scene.isOver()).map(scene -> Objects.toString(scene.play()))
                .collect(Collectors.joining("\n"));
    }
}

package io.exposedapp.operator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.api.v1.RolloutSpec;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A paused rollout keeps its canaries and its old pods, whatever happens to them")
class PauseSequenceTest {

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName("through lost pods, edits, scaling there and back, and an operator that dies between its writes")
    void keepsItsSplit(long seed) {
        // Given
        var random = new Random(seed);
        var world = new World(random, new RolloutSpec(null, null, null, null, null, null, null, null));
        world.scale(2 + random.nextInt(6));
        world.choose("good-1");
        settle(world, 30);
        world.choose("good-2");
        settle(world, 1 + random.nextInt(2));
        world.pause(true);
        pass(world, 1);
        var split = split(world);
        var replicas = world.app().replicas();

        // When
        for (var step = 0; step < 30; step++) {
            switch (random.nextInt(4)) {
                case 0 -> world.choose("good-" + random.nextInt(4));
                case 1 -> world.scale(1 + random.nextInt(9));
                default -> world.pods.values().stream().filter(_ -> random.nextInt(4) == 0).forEach(pod -> pod.terminating = true);
            }
            pass(world, random.nextInt(3));
            world.behave();
        }
        world.scale(replicas);
        settle(world, 10);

        // Then
        assertThat(split(world)).as("seed %d", seed).isEqualTo(split);
        world.pause(false);
        settle(world, 30);
        assertThat(split(world)).as("seed %d: it goes on", seed).hasSize(1).containsValue((long) replicas);
        assertThat(world.revisions.values()).as("seed %d", seed).singleElement().matches(revision -> revision.split() == null);
    }

    static Stream<Long> seeds() {
        return IntStream.rangeClosed(1, 20).mapToObj(Long::valueOf);
    }

    private static void settle(World world, int rounds) {
        for (var round = 0; round < rounds; round++) {
            pass(world, 100);
            world.behave();
        }
    }

    /** The operator dies after so many writes. */
    private static void pass(World world, int most) {
        var seen = world.seen();
        var moves = Rollout.plan(seen);
        RolloutLaws.check(seen, moves, "");
        moves.moves().stream().limit(most).forEach(world::apply);
    }

    private static Map<String, Long> split(World world) {
        return world.pods.values().stream().map(PodSketch::seen).filter(SeenPod::active)
                .collect(Collectors.groupingBy(SeenPod::revision, TreeMap::new, Collectors.counting()));
    }
}

package io.exposedapp.operator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.api.v1.RolloutSpec;
import io.exposedapp.operator.workload.Rollout.Moves;
import io.exposedapp.operator.workload.Rollout.State;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Whatever happens, in whatever order, the rollout keeps its laws and arrives when the world behaves")
class RolloutSequenceTest {

    private static final int STEPS = 400;
    private static final int STEPS_TO_ARRIVE = 60;

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName("through edits, failures, lost pods, orphaning, re-creation and an operator that dies between its writes")
    void lawsHold(long seed) {
        // Given
        var random = new Random(seed);
        var world = new World(random, strategy(random));
        var history = new ArrayDeque<String>();

        // When
        for (var step = 0; step < STEPS; step++) {
            remember(history, world.mischief());
            var moves = plan(world, seed, history);
            // An operator may die after any of its moves.
            var made = random.nextInt(3) == 0 ? random.nextInt(moves.moves().size() + 1) : moves.moves().size();
            moves.moves().subList(0, made).forEach(world::apply);
            remember(history, moves.moves().subList(0, made).stream().map(MovesText::line).toList().toString());
            if (step % 50 == 49) {
                arrive(world, seed, history);
            }
        }

        // Then
        assertThat(plan(world, seed, history).progress().state()).as("seed %d", seed).isEqualTo(State.COMPLETE);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName("a bad revision takes nothing down, whatever happens to its pods and to the old ones")
    void stuckForEver(long seed) {
        // Given
        var random = new Random(seed);
        var world = new World(random, rolling(null, null));
        arrive(world, seed, new ArrayDeque<>());
        var replicas = world.app().replicas();
        world.choose("bad-1");
        Rollout.plan(world.seen()).moves().forEach(world::apply);

        // When
        for (var step = 0; step < 50; step++) {
            world.pods.values().stream().filter(_ -> random.nextInt(5) == 0).forEach(pod -> pod.terminating = true);
            for (var pass = 0; pass < 4; pass++) {
                Rollout.plan(world.seen()).moves().forEach(world::apply);
                world.behave();
            }
            assertThat(world.pods.values().stream().filter(pod -> pod.ready && !pod.terminating)).as("seed %d", seed).hasSize(replicas);
        }
        world.pass(Duration.ofMinutes(10));

        // Then
        var plan = Rollout.plan(world.seen());
        assertThat(plan.moves()).isEmpty();
        assertThat(plan.progress().state()).isEqualTo(State.DEADLINE_EXCEEDED);
    }

    static Stream<Long> seeds() {
        return IntStream.rangeClosed(1, 12).mapToObj(Long::valueOf);
    }

    private static RolloutSpec strategy(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> rolling(0, 1);
            case 1 -> rolling(2, 1);
            case 2 -> rolling(3, 2);
            case 3 -> new RolloutSpec(RolloutSpec.RECREATE, null, null, null, null, null, null, null);
            case 4 -> new RolloutSpec(null, new IntOrString("50%"), new IntOrString("40%"), 20, null, null, null, null);
            default -> rolling(null, null);
        };
    }

    private static RolloutSpec rolling(@Nullable Integer maxSurge, @Nullable Integer maxUnavailable) {
        return new RolloutSpec(null, maxSurge == null ? null : new IntOrString(maxSurge),
                maxUnavailable == null ? null : new IntOrString(maxUnavailable), null, null, null, null, null);
    }

    private static Moves plan(World world, long seed, Deque<String> history) {
        var seen = world.seen();
        var moves = Rollout.plan(seen);
        RolloutLaws.check(seen, moves, "seed " + seed + "\n" + String.join("\n", history));
        assertThat(Rollout.plan(world.seen())).as("seed %d: whatever the order of what was seen", seed).isEqualTo(moves);
        return moves;
    }

    private static void arrive(World world, long seed, Deque<String> history) {
        world.choose("good-9");
        world.goesOn();
        var last = List.<String>of();
        for (var step = 0; step < STEPS_TO_ARRIVE; step++) {
            var moves = plan(world, seed, history);
            if (moves.moves().isEmpty() && moves.progress().state() == State.COMPLETE) {
                assertThat(world.revisions).as("seed %d: revisions that are left", seed).hasSize(1);
                return;
            }
            moves.moves().forEach(world::apply);
            last = moves.moves().stream().map(MovesText::line).toList();
            remember(history, last.toString());
            world.behave();
        }
        assertThat(last).as("seed %d never arrives\n%s", seed, String.join("\n", history)).isNull();
    }

    private static void remember(Deque<String> history, String line) {
        history.addLast(line);
        if (history.size() > 40) {
            history.removeFirst();
        }
    }
}

package io.exposedapp.operator.model;

import io.exposedapp.model.Sequence;
import io.exposedapp.model.Shortest;
import io.exposedapp.model.Turn;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random turns in a world of few numbers. A failure prints its seed and the shortest sequence of turns that was found to fail the same way;
 * {@code -Dexposedapp.seed=N} runs one seed alone, {@code -Dexposedapp.seeds=N} that many, and {@code -Dexposedapp.turns=N} makes them longer.
 */
class LedgerModelTest {

    private static final int TURNS = Integer.getInteger("exposedapp.turns", 100);
    /** How many an everyday build plays, and {@code -Pthorough}. */
    private static final long SEEDS = Boolean.getBoolean("exposedapp.thorough") ? 100 : 6;
    private static final int TRIES = 3000;
    /** Of rests, and of time that passes. */
    private static final List<Integer> SECONDS = List.of(0, 5, 60, 600, 3600);

    static LongStream seeds() {
        var one = Long.getLong("exposedapp.seed");
        return one == null ? LongStream.range(0, Long.getLong("exposedapp.seeds", SEEDS)) : LongStream.of(one);
    }

    @ParameterizedTest(name = "seed {0}")
    @DisplayName("Whatever users, strangers, administrators, stale caches and crashes do, the ledger keeps its promises")
    @MethodSource("seeds")
    void promisesAreKept(long seed) {
        var turns = Sequence.of(seed, TURNS, SECONDS);
        var failure = failure(turns);
        if (failure == null) {
            return;
        }
        var shortest = Shortest.of(turns.subList(0, failure.turn() + 1), some -> failure(some) != null, TRIES);
        var last = failure(shortest);
        throw new AssertionError("seed " + seed + ", turn " + failure.turn() + ": " + failure.problem().getMessage() + "\n"
                + "The shortest that fails:\n" + shortest.stream().map(Turn::toString).collect(Collectors.joining("\n")) + "\nwith\n"
                + (last == null ? failure : last).problem().getMessage(), last == null ? failure.problem() : last.problem());
    }

    private record Failure(int turn, Throwable problem) {
    }

    private static @Nullable Failure failure(List<Turn> turns) {
        var play = new Play();
        for (int turn = 0; turn < turns.size(); turn++) {
            try {
                play.play(turns.get(turn));
            } catch (AssertionError | RuntimeException e) {
                return new Failure(turn, e);
            }
        }
        return null;
    }
}

package io.exposedapp.operator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.app.Port;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Thousands of random steps over few numbers, so that everything is in everybody's way; after each step the ledger's promises hold. A
 * failure names its seed and step; {@code -Dexposedapp.seed=N} runs that one alone, and
 * {@code -Dexposedapp.seeds=N} that many.
 */
class AllocatorSequenceTest {

    /** How many an everyday build plays, and {@code -Pthorough}. */
    private static final long SEEDS = Boolean.getBoolean("exposedapp.thorough") ? 250 : 25;
    private static final int STEPS = 200;

    static LongStream seeds() {
        var one = Long.getLong("exposedapp.seed");
        return one == null ? LongStream.range(0, Long.getLong("exposedapp.seeds", SEEDS)) : LongStream.of(one);
    }

    @ParameterizedTest(name = "seed {0}")
    @DisplayName("No number has two holders, and nobody loses a number who did not ask to")
    @MethodSource("seeds")
    void promisesHold(long seed) {
        var random = new Random(seed);
        var world = new World(random, new LedgerLaws());
        var mischief = new Mischief(world, random);
        var told = "";
        for (int step = 0; step < STEPS; step++) {
            var numbers = numbers(world);
            var stale = world.book();
            try {
                var moved = new HashSet<Mischief.Touched>();
                told = mischief.next(moved);
                world.settle(stale);
                afterEveryStep(world);
                policiesAreCurrent(world);
                countsAddUp(world);
                holdersStayed(numbers, numbers(world), world, moved);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ", step " + step + ": " + told + "\n" + e.getMessage() + "\n" + world.apps + "\n"
                        + world.ledgers.values() + "\n" + world.entries.values() + "\n" + world.services + "\nforeign " + world.foreign, e);
            }
        }
    }

    private static Map<AppRef, Map<String, Integer>> numbers(World world) {
        var numbers = new TreeMap<AppRef, Map<String, Integer>>();
        world.services.forEach((app, service) -> numbers.put(app, service.numbers()));
        return numbers;
    }

    private static void afterEveryStep(World world) {
        var carriers = new HashMap<Integer, AppRef>();
        world.services.forEach((app, service) -> service.numbers().forEach((port, number) -> {
            var other = carriers.put(number, app);
            assertThat(other == null || other.equals(app)).as("%s is served by %s and %s", number, app, other).isTrue();
            var entry = world.entries.get(number);
            assertThat(entry).as("%s of %s has an entry", number, app).isNotNull();
            assertThat(Objects.requireNonNull(entry).held()).as("%s of %s is held", number, app).isTrue();
            assertThat(entry.holder().app()).as("the holder of %s", number).isEqualTo(app);
            assertThat(entry.holder().uid()).as("the holder's UID of %s", number).isEqualTo(service.uid());
            assertThat(entry.holder().has(port)).as("%s is held for %s", number, port).isTrue();
        }));
        for (var entry : world.entries.values()) {
            if (entry.held()) {
                var waits = world.rejected.getOrDefault(entry.holder().app(), Map.of()).containsKey(entry.number())
                        || world.foreign.containsKey(entry.number()) || world.ledgers().rules(entry.ledger()).suspended();
                assertThat(carriers.containsKey(entry.number()) || waits).as("%s is held for a use", entry.number()).isTrue();
            }
        }
    }

    /** A number that is held will be kept or rest as its app, or else its ledger, says now. */
    private static void policiesAreCurrent(World world) {
        world.services.forEach((app, service) -> {
            var wish = Objects.requireNonNull(world.apps.get(app));
            service.numbers().values().stream().map(number -> Objects.requireNonNull(world.entries.get(number)))
                    .filter(entry -> wish.policy() != null || world.ledgers().exists(entry.ledger()))
                    .forEach(entry -> assertThat(entry.reclaimPolicy()).as("the policy of %s", entry)
                            .isEqualTo(wish.policy() != null ? wish.policy() : world.ledgers().rules(entry.ledger()).reclaimPolicy()));
        });
    }

    private static void countsAddUp(World world) {
        var book = world.book();
        for (var terms : world.ledgers.values()) {
            var census = Census.of(book, terms);
            if (terms.range() != null) {
                assertThat(census.held() + census.coolingDown() + census.retained() - census.outOfRange() + census.setAside()
                        + census.foreign() + census.others() + census.free()).as("%s", census).isEqualTo(census.size());
            }
        }
    }

    /** A port keeps its number unless the user has touched it, or the number that it keeps is not the one it is pinned to. */
    private static void holdersStayed(Map<AppRef, Map<String, Integer>> before, Map<AppRef, Map<String, Integer>> after, World world,
            Set<Mischief.Touched> touched) {
        before.forEach((app, numbers) -> {
            var wish = world.apps.get(app);
            if (wish == null) {
                return;
            }
            numbers.forEach((name, number) -> {
                var port = wish.ports().stream().filter(p -> p.name().equals(name)).findFirst();
                if (port.isPresent() && !touched.contains(new Mischief.Touched(app, name))) {
                    var allowed = allowed(port.get(), number);
                    assertThat(after.getOrDefault(app, Map.of()).get(name)).as("%s port %s", app, name).isIn(allowed);
                }
            });
        });
    }

    private static List<Integer> allowed(Port port, int number) {
        return port.pin() == null ? List.of(number) : List.of(number, port.pin());
    }
}

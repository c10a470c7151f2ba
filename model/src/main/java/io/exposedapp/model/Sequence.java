package io.exposedapp.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Random turns: few apps, few names and few numbers, so that everything is in everybody's way. The same seed gives the same turns. */
public final class Sequence {

    /** The API server's own range. */
    public static final Numbers NUMBERS = new Numbers(20000, 20011);

    /** Namespaces that must be there. */
    public static final List<String> NAMESPACES = List.of("infra", "lab", "shop");

    /** Names that ledgers may have; the first is there from the start. */
    public static final List<String> LEDGERS = List.of("default", "team");

    private static final List<AppKey> APPS = List.of(new AppKey("lab", "x"), new AppKey("shop", "x"), new AppKey("shop", "y"),
            new AppKey("shop", "z"));
    /** One of them is in the way of an app, and one in that of its clients inside the cluster. */
    private static final List<AppKey> FOREIGN = List.of(new AppKey("infra", "one"), new AppKey("infra", "two"),
            new AppKey("infra", "three"), new AppKey("shop", "z"), new AppKey("shop", "y-internal"));
    private static final List<String> PORTS = List.of("a", "b", "c", "d");
    private static final List<Optional<String>> POLICIES = List.of(Optional.empty(), Optional.of("CoolDown"), Optional.of("Retain"));
    private static final List<Integer> SERVICE_PORTS = List.of(53, 80, 443);

    private final Random random;
    /** Rests and time to pass are scaled to it: a model can wait for a day, a cluster cannot. */
    private final List<Integer> seconds;

    private Sequence(Random random, List<Integer> seconds) {
        this.random = random;
        this.seconds = seconds;
    }

    /**
     * Makes a sequence, which begins with a ledger.
     *
     * @param seconds that rests take and that pass
     */
    public static List<Turn> of(long seed, int turns, List<Integer> seconds) {
        var sequence = new Sequence(new Random(seed), seconds);
        var all = new ArrayList<Turn>();
        all.add(sequence
                .turn(new AdminStep.EditLedger(LEDGERS.getFirst(), new Terms(null, List.of(), List.of(), sequence.any(seconds), false,
                        null, false, true, 0, null))));
        while (all.size() < turns) {
            all.add(sequence.turn(sequence.step()));
        }
        return List.copyOf(all);
    }

    private Turn turn(Step step) {
        return new Turn(step, random.nextInt(1_000_000));
    }

    private Step step() {
        var app = any(APPS);
        return switch (random.nextInt(36)) {
            case 0, 1, 2, 3 -> new AppStep.Apply(app, wishes());
            case 4, 5, 6 -> new AppStep.SetPort(app, wish(any(PORTS)));
            case 7, 8, 9 -> new AppStep.Pin(app, any(PORTS), pin());
            case 10 -> new AppStep.DropPort(app, any(PORTS));
            case 11 -> new AppStep.RenamePort(app, any(PORTS), any(PORTS));
            case 12 -> new AppStep.SwapNumbers(app);
            case 13, 14 -> new AppStep.Delete(app);
            case 15 -> new AppStep.Orphan(app);
            case 16 -> new AppStep.ReCreate(app);
            case 17 -> new AppStep.Disable(app, random.nextInt(3) == 0);
            case 18 -> new AppStep.DeleteService(app);
            case 19 -> new AppStep.EditService(app, number());
            case 20, 21 -> new AdminStep.ForeignComes(any(FOREIGN), number());
            case 22 -> new AdminStep.ForeignGoes(any(FOREIGN));
            case 23 -> new AdminStep.DeleteEntry(number());
            case 24, 25, 26 -> new AdminStep.EditLedger(any(LEDGERS), terms());
            case 27 -> random.nextInt(3) == 0 ? new AdminStep.DeleteLedger(LEDGERS.getFirst()) : new AdminStep.DeleteLedger("team");
            case 28 -> new AppStep.Expose(app, random.nextBoolean() ? null : any(LEDGERS), any(POLICIES).orElse(null));
            case 29, 30 -> new AdminStep.PassTime(Duration.ofSeconds(any(seconds)));
            case 31, 32 -> new AppStep.HidePort(app, any(PORTS));
            case 33, 34 -> new AppStep.ExposePort(app, any(PORTS));
            default -> new AdminStep.Crash(1 + random.nextInt(5), random.nextBoolean());
        };
    }

    private List<Wish> wishes() {
        return Stream.concat(Stream.of(any(PORTS)), PORTS.stream().filter(_ -> random.nextInt(3) == 0)).distinct().map(this::wish)
                .toList();
    }

    private Wish wish(String name) {
        return new Wish(name, random.nextInt(3) == 0 ? "UDP" : "TCP", any(SERVICE_PORTS), pin(), true);
    }

    private @Nullable Integer pin() {
        return random.nextInt(3) == 0 ? Integer.valueOf(number()) : null;
    }

    private Terms terms() {
        int first = NUMBERS.first() + random.nextInt(4);
        var range = random.nextBoolean() ? null : new Numbers(first, first + 2 + random.nextInt(NUMBERS.last() - first - 1)).toString();
        return new Terms(range, rarely(3) ? List.of(Integer.toString(number())) : List.of(), setAside(), any(seconds), rarely(4),
                rarely(4) ? Integer.valueOf(random.nextInt(5)) : null, rarely(8), !rarely(3), random.nextInt(3),
                rarely(4) ? any(NAMESPACES) : null);
    }

    private List<Terms.SetAside> setAside() {
        return Stream.generate(() -> new Terms.SetAside(number(), rarely(3) ? null : any(APPS))).limit(random.nextInt(3)).toList();
    }

    private boolean rarely(int times) {
        return random.nextInt(times) == 0;
    }

    /** Now and then one that the API server does not have. */
    private int number() {
        return NUMBERS.first() + random.nextInt(NUMBERS.last() - NUMBERS.first() + 2);
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}

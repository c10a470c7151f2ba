package io.exposedapp.operator.model;

import io.exposedapp.model.BrokenLaw;
import io.exposedapp.model.Laws;
import io.exposedapp.model.Snapshot;
import io.exposedapp.model.Turn;
import io.exposedapp.operator.cluster.AppReading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Plays turns. Each begins in disorder: the step comes at any moment among passes over stale caches, before any request anything else may
 * happen, two processes may be at work, and they die where chance wants it. Then everybody hears everything and does what there is to do;
 * when nobody has anything to do any more, the laws are looked at.
 */
final class Play implements Chance {

    private static final int DEPTH = 3;
    /** Whoever wants to come back within this is waited for; longer waits, such as for the end of a rest, are other turns' business. */
    private static final Duration HORIZON = Duration.ofSeconds(45);
    private static final int SWEEPS = 60;

    private final World world = new World();
    private final People people = new People(world, (write, answerLost) -> {
        untilCrash = write;
        crashLosesAnswer = answerLost;
    });
    private final List<Replica> replicas = new ArrayList<>();
    private Random random = new Random(0);
    private @Nullable Turn pending;
    private boolean calm = true;
    private int depth;
    private int untilCrash;
    private boolean crashLosesAnswer;
    private int born;

    Play() {
        replicas.add(born());
    }

    private Replica born() {
        return new Replica("operator " + ++born, world, this);
    }

    /** Plays one turn. */
    void play(Turn turn) {
        random = new Random(turn.chance());
        world.rulesOfChance(random);
        if (replicas.size() > 1) {
            replicas.removeLast();
        }
        if (random.nextInt(3) == 0) {
            replicas.add(born());
        }
        var before = world.store.snapshot(world.instant());
        pending = turn;
        disorder();
        settle();
        var broken = Laws.broken(before, world.store.snapshot(world.instant()));
        if (!broken.isEmpty()) {
            throw new BrokenLaw(String.join("\n", broken));
        }
        world.promises.settled();
    }

    private void disorder() {
        calm = false;
        for (int i = random.nextInt(12); i >= 0; i--) {
            something();
        }
        stepComes();
        for (int i = random.nextInt(12); i >= 0; i--) {
            something();
        }
        calm = true;
    }

    private void stepComes() {
        var turn = pending;
        if (turn != null) {
            pending = null;
            turn.step().perform(people);
        }
    }

    private void something() {
        var replica = replicas.get(random.nextInt(replicas.size()));
        switch (random.nextInt(8)) {
            case 0, 1 -> replica.hears(random);
            case 2 -> world.store.collectGarbage();
            case 3 -> stepComes();
            case 4 -> new TreeSet<>(replica.memory.caches().ledgerNames()).forEach(replica::pass);
            case 5 -> {
                var numbers = replica.memory.caches().book().entries().keySet().stream().toList();
                if (!numbers.isEmpty()) {
                    replica.pass(numbers.get(random.nextInt(numbers.size())));
                }
            }
            default -> {
                var apps = replica.memory.caches().apps().stream().map(AppReading::ref).sorted().toList();
                if (!apps.isEmpty()) {
                    replica.pass(apps.get(random.nextInt(apps.size())));
                }
            }
        }
        buryTheDead();
    }

    private void buryTheDead() {
        if (depth == 0) {
            replicas.replaceAll(replica -> replica.dead() ? born() : replica);
        }
    }

    @Override
    public void meanwhile() {
        if (calm || depth == DEPTH) {
            return;
        }
        depth++;
        try {
            while (random.nextInt(4) == 0) {
                something();
            }
        } finally {
            depth--;
        }
    }

    @Override
    public Fate fate() {
        if (untilCrash > 0 && --untilCrash == 0) {
            return crashLosesAnswer ? Fate.ANSWER_LOST : Fate.NEVER_SENT;
        }
        return !calm && random.nextInt(12) == 0 ? Fate.REPEATED : Fate.DONE;
    }

    private void settle() {
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            var version = world.store.version();
            var next = sweep();
            var died = replicas.stream().anyMatch(Replica::dead);
            buryTheDead();
            if (!died && world.store.version() == version) {
                if (next == null || next.isAfter(world.instant().plus(HORIZON))) {
                    return;
                }
                if (next.isAfter(world.instant())) {
                    world.pass(Duration.between(world.instant(), next));
                }
            }
        }
        throw new BrokenLaw("the operator does not come to rest");
    }

    /** Everybody hears everything, and looks at everything once; answers when the first of them wants to come back. */
    private @Nullable Instant sweep() {
        Instant next = null;
        for (Replica replica : List.copyOf(replicas)) {
            world.store.collectGarbage();
            replica.hearsAll();
            for (var app : replica.memory.caches().apps()) {
                next = earlier(next, replica.pass(app.ref()));
            }
            for (String ledger : new TreeSet<>(replica.memory.caches().ledgerNames())) {
                next = earlier(next, replica.pass(ledger));
            }
            for (int number : replica.memory.caches().book().entries().keySet()) {
                next = earlier(next, replica.pass(number));
            }
        }
        return next;
    }

    private static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
        return a == null || (b != null && b.isBefore(a)) ? b : a;
    }

    Snapshot snapshot() {
        return world.store.snapshot(world.instant());
    }
}

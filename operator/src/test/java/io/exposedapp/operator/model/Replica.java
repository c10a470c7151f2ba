package io.exposedapp.operator.model;

import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.cluster.Memory;
import io.exposedapp.operator.controller.OpenPass;
import io.exposedapp.operator.ledger.LearntRange;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One process of the operator: its caches, which lag behind the world, and its passes, which are those of the program with the world in the
 * place of the API server. Several of its passes may be under way at once, but of one object only one.
 */
final class Replica {

    final World world;
    final Memory memory;
    private final String name;
    private final Chance chance;
    private final Map<Shelf<?>, Integer> heard = new HashMap<>();
    private final Set<Object> busy = new HashSet<>();
    private boolean dead;

    /** Starts it: with everything listed that is there. */
    Replica(String name, World world, Chance chance) {
        this.name = name;
        this.world = world;
        this.chance = chance;
        this.memory = new Memory(world);
        memory.caches().learn(new LearntRange.Known(Allocator.RANGE));
        for (Shelf<? extends HasMetadata> shelf : world.store.shelves()) {
            shelf.all().forEach(memory::seen);
            heard.put(shelf, shelf.news().size());
        }
    }

    boolean dead() {
        return dead;
    }

    /** Its watches show some of what has happened: of each kind by itself, in order. */
    void hears(Random random) {
        for (Shelf<?> shelf : world.store.shelves()) {
            hears(shelf, random.nextInt(4));
        }
    }

    /** Its watches show everything that has happened. */
    void hearsAll() {
        world.store.shelves().forEach(shelf -> hears(shelf, Integer.MAX_VALUE));
    }

    private void hears(Shelf<?> shelf, int most) {
        var news = shelf.news();
        int from = heard.getOrDefault(shelf, 0);
        int to = Math.min(news.size(), most == Integer.MAX_VALUE ? news.size() : from + most);
        for (Shelf.News piece : news.subList(from, to)) {
            if (piece.gone()) {
                memory.gone(piece.object());
            } else {
                memory.seen(piece.object());
            }
        }
        heard.put(shelf, to);
    }

    /** A pass over an app; answers when to come back, or null. */
    @Nullable
    Instant pass(AppRef app) {
        return run(app, () -> OpenPass.run(app, new AppStations(app, this), world));
    }

    /** A pass over an entry. */
    @Nullable
    Instant pass(int number) {
        return run(number, () -> OpenPass.run(number, new EntryStations(number, this), world));
    }

    /** A pass over a ledger. */
    @Nullable
    Instant pass(String ledger) {
        return run(ledger, () -> OpenPass.run(ledger, new LedgerStations(ledger, this), world));
    }

    private @Nullable Instant run(Object subject, Supplier<@Nullable Instant> pass) {
        if (dead || !busy.add(subject)) {
            return null;
        }
        try {
            return pass.get();
        } catch (Crashed _) {
            return null;
        } finally {
            busy.remove(subject);
        }
    }

    /** A read past the caches. */
    <T> T reads(Supplier<T> request) {
        meanwhile();
        return request.get();
    }

    /** A write, whose answer it hears or not. */
    <T> T writes(Supplier<T> request) {
        meanwhile();
        return switch (chance.fate()) {
            case DONE -> request.get();
            case NEVER_SENT -> throw crash();
            case ANSWER_LOST -> {
                carriedOut(request);
                throw crash();
            }
            case REPEATED -> {
                carriedOut(request);
                yield request.get();
            }
        };
    }

    private static void carriedOut(Supplier<?> request) {
        try {
            var _ = request.get();
        } catch (Refused _) {
            // Nobody hears of that either.
        }
    }

    private void meanwhile() {
        chance.meanwhile();
        if (dead) {
            throw new Crashed(this);
        }
    }

    private Crashed crash() {
        dead = true;
        return new Crashed(this);
    }

    @Override
    public String toString() {
        return name;
    }
}

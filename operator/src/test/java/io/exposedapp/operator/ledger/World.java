package io.exposedapp.operator.ledger;

import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.app.Port;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A cluster as far as the ledger goes: entries with resourceVersions, Services with an API server that gives a number to one Service
 * only, apps, and a clock. It plays the two reconcilers around the allocator: the app's, and the entry's that releases.
 */
final class World {

    /**
     * An app as it is stored.
     *
     * @param ledger that it names
     * @param policy its reclaimPolicy
     */
    record Wish(String uid, List<Port> ports, @Nullable String ledger, @Nullable String policy) {
    }

    /** An app's own Service, which is named as the app. */
    record OwnService(String uid, Map<String, Integer> numbers) {
    }

    final TreeMap<Integer, Entry> entries = new TreeMap<>();
    final TreeMap<AppRef, Wish> apps = new TreeMap<>();
    final TreeMap<AppRef, OwnService> services = new TreeMap<>();
    final TreeMap<Integer, Carrier> foreign = new TreeMap<>();
    /** Numbers of foreign Services that no cache shows yet. */
    final Set<Integer> unseen = new HashSet<>();
    final Map<AppRef, Map<Integer, Instant>> rejected = new HashMap<>();
    final TreeMap<String, Terms> ledgers = new TreeMap<>();
    /** Ledgers whose spec makes no sense. */
    final TreeMap<String, String> unreadable = new TreeMap<>();
    Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private int version;

    private final Random random;
    private final LedgerLaws laws;

    World(Random random, LedgerLaws laws) {
        this.random = random;
        this.laws = laws;
    }

    String nextVersion() {
        return "v" + ++version;
    }

    /** What caches show. */
    Book book() {
        var carriers = new TreeMap<Integer, TreeSet<Carrier>>();
        foreign.forEach((number, carrier) -> {
            if (!unseen.contains(number)) {
                carriers.computeIfAbsent(number, n -> new TreeSet<>()).add(carrier);
            }
        });
        services.forEach((app, service) -> service.numbers().values().forEach(number -> carriers
                .computeIfAbsent(number, n -> new TreeSet<>()).add(new Carrier(app.namespace(), app.name(), Carrier.NODE_PORT))));
        return new Book(entries, new TreeMap<>(), Collections.unmodifiableSortedMap(carriers), new TreeMap<>(), ledgers());
    }

    Ledgers ledgers() {
        var rules = new TreeMap<String, Rules>();
        ledgers.forEach((name, terms) -> rules.put(name, terms.rules()));
        unreadable.forEach((name, problem) -> rules.put(name, Rules.DEFAULTS));
        return new Ledgers(ledgers, unreadable, rules);
    }

    /** Of the namespace of the app. */
    private static Map<String, String> labels(AppRef app) {
        return Map.of("team", app.namespace());
    }

    /** Runs every reconciler, in random order, until nothing changes; some first passes see a stale book or crash half-way. */
    void settle(Book stale) {
        var first = true;
        for (int round = 0; round < 20; round++) {
            var before = fingerprint();
            var work = new ArrayList<Runnable>();
            var view = first && random.nextInt(3) == 0 ? stale : null;
            var crashes = first && random.nextInt(4) == 0;
            List.copyOf(apps.keySet()).forEach(app -> work.add(() -> reconcile(app, view, crashes ? random.nextInt(3) : 99)));
            List.copyOf(entries.keySet()).forEach(number -> work.add(() -> reconcileEntry(number)));
            work.add(this::collectGarbage);
            Collections.shuffle(work, random);
            work.forEach(Runnable::run);
            if (!first && before.equals(fingerprint())) {
                return;
            }
            first = false;
        }
        throw new AssertionError("the world does not come to rest");
    }

    private String fingerprint() {
        return entries + "|" + services;
    }

    /** The app's pass: claims, then the Service; goes round again on what it learns. At most {@code writes} succeed, then it crashes. */
    private void reconcile(AppRef app, @Nullable Book stale, int writes) {
        var view = stale;
        var fresh = new HashSet<Integer>();
        for (int lap = 0; lap < 30; lap++) {
            var wish = Objects.requireNonNull(apps.get(app));
            var service = services.get(app);
            var ours = service != null && service.uid().equals(wish.uid());
            var taken = rejected.computeIfAbsent(app, a -> new HashMap<>());
            var demand = new Demand(app, wish.uid(), app.name(), wish.ports(), ours ? Objects.requireNonNull(service).numbers() : Map.of(),
                    taken, new Demand.Wish(wish.ledger(), wish.policy(), labels(app)));
            var book = view == null ? book() : view;
            view = null;
            var allocation = Allocator.allocate(book, demand, fresh, now);
            laws.hold(book, demand, fresh, now, allocation, random);
            var lostRace = false;
            for (var claim : allocation.claims()) {
                if (writes-- <= 0) {
                    return;
                }
                lostRace |= !write(claim, fresh);
            }
            if (lostRace) {
                continue;
            }
            if (writes <= 0 || (service != null && !ours)) {
                return;
            }
            var refused = writeService(app, wish.uid(), allocation.numbers());
            if (refused == null) {
                discard(fresh, allocation, wish);
                return;
            }
            taken.putIfAbsent(refused, now);
        }
        throw new AssertionError(app + " goes round for ever");
    }

    private boolean write(Claim claim, Set<Integer> fresh) {
        var entry = claim.entry();
        var current = entries.get(entry.number());
        var valid = switch (claim) {
            case Claim.New _ -> current == null;
            case Claim.Rewrite _ -> throw new AssertionError("every entry of this world can be read");
            case Claim.Amend(Entry before, Entry _) -> current != null && current.uid().equals(before.uid())
                    && current.resourceVersion().equals(before.resourceVersion());
        };
        if (!valid) {
            return false;
        }
        if (claim instanceof Claim.New) {
            fresh.add(entry.number());
        }
        store(entry);
        return true;
    }

    private void store(Entry entry) {
        entries.put(entry.number(), new Entry(entry.number(), entry.uid().isEmpty() ? nextVersion() : entry.uid(), nextVersion(),
                entry.ledger(), entry.state(), entry.holder(), entry.reclaimPolicy(), entry.since(), entry.until(), entry.confirmed()));
    }

    /** The number that the API server refuses, or null when it took the write. */
    private @Nullable Integer writeService(AppRef app, String uid, Map<String, Integer> numbers) {
        for (var number : numbers.values()) {
            if (foreign.containsKey(number)
                    || services.entrySet().stream()
                            .anyMatch(e -> !e.getKey().equals(app) && e.getValue().numbers().containsValue(number))) {
                return number;
            }
        }
        if (numbers.isEmpty()) {
            services.remove(app);
        } else {
            services.put(app, new OwnService(uid, new TreeMap<>(numbers)));
        }
        return null;
    }

    /** A claim of this very pass that no Service ever carried, and that no pin asks for, is deleted and does not rest. */
    private void discard(Set<Integer> fresh, Allocation allocation, Wish wish) {
        for (int number : fresh) {
            if (!allocation.numbers().containsValue(number)
                    && wish.ports().stream().noneMatch(p -> Objects.equals(p.pin(), number))) {
                entries.remove(number);
            }
        }
    }

    /** The entry's pass: a live look at the holder and at its Service, which is all that a release may rest on. */
    private void reconcileEntry(int number) {
        var entry = entries.get(number);
        if (entry == null || ledgers().rules(entry.ledger()).suspended()) {
            return;
        }
        if (!entry.held()) {
            if (Lifecycle.over(entry, now)) {
                entries.remove(number);
            }
            return;
        }
        if (!wanted(entry)) {
            var coolDown = ledgers().rules(entry.ledger()).coolDown();
            Lifecycle.release(entry, coolDown, now).ifPresentOrElse(this::store, () -> entries.remove(number));
        }
    }

    private boolean wanted(Entry entry) {
        var holder = entry.holder();
        var service = services.get(new AppRef(holder.app().namespace(), holder.service()));
        var carried = service == null ? Map.<String, Integer>of() : service.numbers();
        if (carried.containsValue(entry.number())) {
            return true;
        }
        var wish = apps.get(holder.app());
        return wish != null && wish.ports().stream().filter(p -> holder.has(p.name()) || Objects.equals(p.pin(), entry.number()))
                .anyMatch(p -> Objects.equals(p.pin(), entry.number()) || !movedOn(p, holder, carried));
    }

    /** The Service has another number for the port, and that is an entry of the app too: an edit by hand is no move. */
    private boolean movedOn(Port port, Holder holder, Map<String, Integer> carried) {
        var other = carried.get(port.name());
        var entry = other == null ? null : entries.get(other);
        return entry != null && entry.heldBy(holder.app()) && entry.holder().has(port.name());
    }

    /** The Service of an app that is gone goes after it. */
    private void collectGarbage() {
        services.entrySet().removeIf(e -> {
            var wish = apps.get(e.getKey());
            return wish == null || !wish.uid().equals(e.getValue().uid());
        });
    }

    void pass(Duration time) {
        now = now.plus(time);
        rejected.values().forEach(taken -> taken.values().removeIf(since -> since.plusSeconds(60).isBefore(now)));
    }
}

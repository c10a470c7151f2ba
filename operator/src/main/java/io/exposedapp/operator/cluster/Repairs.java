package io.exposedapp.operator.cluster;

import io.exposedapp.operator.app.App;
import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.exposure.SeenService;
import io.exposedapp.operator.exposure.ServiceChange;
import io.exposedapp.operator.ledger.Entry;
import io.exposedapp.operator.plan.Action;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Counts what was put right after somebody else had changed it. A write is a repair only where what it changes is not as this process left it
 * or last found it right; so an edit of the app is none, and what was put right at the start, before anything was found right, is not counted.
 */
public final class Repairs {

    /**
     * Of one app.
     *
     * @param entries by number
     * @param services by name
     */
    private record Known(String uid, SortedMap<Integer, Entry> entries, Map<String, SeenService> services) {

        Known {
            services = Map.copyOf(services);
        }
    }

    private final Caches caches;
    private final Map<AppRef, Known> known = new ConcurrentHashMap<>();
    private final ReportedNumbers reported = new ReportedNumbers();
    private final Map<RepairKind, AtomicLong> counts = new EnumMap<>(RepairKind.class);

    public Repairs(Caches caches) {
        this.caches = caches;
        for (RepairKind kind : RepairKind.values()) {
            counts.put(kind, new AtomicLong());
        }
    }

    /** Since the start of the process, by kind; every kind. */
    public SortedMap<String, Long> counts() {
        var now = new TreeMap<String, Long>();
        counts.forEach((kind, count) -> now.put(kind.text(), count.get()));
        return now;
    }

    /** The app has all that it is to have: from here on whatever differs was somebody else. */
    public void foundRight(App app, List<Entry> entries, List<SeenService> services) {
        var byNumber = new TreeMap<Integer, Entry>();
        entries.stream().filter(Entry::held).forEach(entry -> byNumber.put(entry.number(), entry));
        known.put(app.ref(), new Known(app.uid(), Collections.unmodifiableSortedMap(byNumber),
                services.stream().collect(Collectors.toMap(SeenService::name, Function.identity()))));
    }

    /** The app has a pass: its first one in this process finds the status that another process left. */
    public void seen(App app) {
        reported.seen(app);
    }

    /**
     * Numbers whose entries this process last found, or left, as the app's; before it has found the app right once, those that the app's status had
     * from a ledger.
     */
    public Set<Integer> held(App app) {
        var left = known.get(app.ref());
        return left != null && left.uid().equals(app.uid()) ? left.entries().keySet() : reported.of(app);
    }

    /** The app is gone. */
    public void forget(AppRef app) {
        known.remove(app);
        reported.forget(app);
    }

    /** This process has made the write; the caches have it. */
    void wrote(App app, Action.OfApp action) {
        var before = known.get(app.ref());
        switch (action) {
            case Action.CreateEntry(Entry entry) -> {
                if (carries(app, entry.number())) {
                    count(RepairKind.ENTRY_REMADE);
                }
                learn(app, before, entry.number());
            }
            case Action.AmendEntry(Entry seen, Entry _) -> {
                var left = before == null ? null : before.entries().get(seen.number());
                if (left != null && !alike(left, seen)) {
                    count(RepairKind.ENTRY_REWRITTEN);
                }
                learn(app, before, seen.number());
            }
            case Action.RewriteEntry(Entry entry) -> {
                count(RepairKind.ENTRY_REWRITTEN);
                learn(app, before, entry.number());
            }
            case Action.CreateService create -> {
                if (before != null && before.services().containsKey(create.service()) && before.uid().equals(app.uid())) {
                    count(RepairKind.SERVICE_REMADE);
                }
                learnService(app, before, create.service());
            }
            case Action.PatchService(SeenService seen, ServiceChange change) -> {
                var left = before == null ? null : before.services().get(seen.name());
                if (left != null && left.uid().equals(seen.uid())) {
                    change.what().stream().map(Repairs::kind).distinct().filter(kind -> differs(kind, left, seen)).forEach(this::count);
                }
                learnService(app, before, seen.name());
            }
            case Action.DeleteService delete -> learnService(app, before, delete.service());
            case Action.DiscardClaim(Entry entry) -> learn(app, before, entry.number());
            case Action.RemoveHold _,Action.Pods _ -> {
            }
        }
    }

    private boolean carries(App app, int number) {
        return caches.service(app.ref().namespace(), app.service().name())
                .filter(s -> s.carries(number) && s.controller() != null && s.controller().uid().equals(app.uid())).isPresent();
    }

    private void learn(App app, @Nullable Known before, int number) {
        if (before != null) {
            var entries = new TreeMap<>(before.entries());
            caches.entry(number).ifPresentOrElse(entry -> entries.put(number, entry), () -> entries.remove(number));
            known.replace(app.ref(), new Known(before.uid(), Collections.unmodifiableSortedMap(entries), before.services()));
        }
    }

    private void learnService(App app, @Nullable Known before, String name) {
        if (name.equals(app.service().name())) {
            reported.carried(app.ref(), caches.service(app.ref().namespace(), name).map(SeenService::numbers).orElseGet(TreeSet::new));
        }
        if (before != null) {
            var services = new HashMap<>(before.services());
            caches.service(app.ref().namespace(), name).ifPresentOrElse(service -> services.put(name, service),
                    () -> services.remove(name));
            known.replace(app.ref(), new Known(before.uid(), before.entries(), services));
        }
    }

    private static boolean alike(Entry left, Entry seen) {
        return left.state() == seen.state() && left.holder().equals(seen.holder()) && left.reclaimPolicy().equals(seen.reclaimPolicy());
    }

    void count(RepairKind kind) {
        Objects.requireNonNull(counts.get(kind)).incrementAndGet();
    }

    /** What a field of a {@link ServiceChange} is counted as. */
    private static RepairKind kind(String field) {
        return switch (field) {
            case "type" -> RepairKind.SERVICE_TYPE;
            case "ports" -> RepairKind.SERVICE_PORTS;
            case "selector" -> RepairKind.SERVICE_SELECTOR;
            case "ownerReferences" -> RepairKind.SERVICE_OWNER;
            case "labels", "annotations" -> RepairKind.SERVICE_METADATA;
            default -> RepairKind.SERVICE_POLICIES;
        };
    }

    private static boolean differs(RepairKind kind, SeenService left, SeenService seen) {
        return switch (kind) {
            case SERVICE_TYPE -> !left.type().equals(seen.type());
            case SERVICE_PORTS -> !left.ports().equals(seen.ports());
            case SERVICE_SELECTOR -> !left.selector().equals(seen.selector());
            case SERVICE_OWNER -> !Objects.equals(left.controller(), seen.controller());
            case SERVICE_METADATA -> !left.labels().equals(seen.labels()) || !left.annotations().equals(seen.annotations());
            case SERVICE_POLICIES -> !left.policies().equals(seen.policies());
            case ENTRY_REMADE, ENTRY_REWRITTEN, HOLD_REMADE, HOLD_REWRITTEN, SERVICE_REMADE -> false;
        };
    }
}

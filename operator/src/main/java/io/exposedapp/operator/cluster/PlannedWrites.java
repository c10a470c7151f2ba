package io.exposedapp.operator.cluster;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.api.v1.NodePortReservation;
import io.exposedapp.operator.app.App;
import io.exposedapp.operator.ledger.EntryText.Reading;
import io.exposedapp.operator.plan.Action;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a process that must not write (WRITES=Disabled) would write: each write is logged once and counted, and when every object has had a pass, a
 * line says how many there are. A process that may write plans nothing here.
 */
public final class PlannedWrites {

    private static final Logger LOGGER = LoggerFactory.getLogger(PlannedWrites.class);

    private final boolean enabled;
    private final String home;
    private final Set<PlannedWrite> planned = new HashSet<>();
    private final Set<String> passed = new HashSet<>();
    private @Nullable Set<String> all;

    /**
     * With nothing planned yet.
     *
     * @param home the operator's own namespace
     */
    public PlannedWrites(WritePolicy writes, String home) {
        this.enabled = writes.enabled();
        this.home = home;
    }

    /** Whether writes are planned alone; nothing is to be sent then. */
    public boolean only() {
        return !enabled;
    }

    /** Takes note of a plan in place of its writes; false where they are to be sent. */
    public boolean ofApp(App app, List<Action.OfApp> actions) {
        return instead(actions, action -> PlannedWrite.of(app, action));
    }

    /** Likewise of a reservation. */
    public boolean ofEntry(List<Action.OfEntry> actions) {
        return instead(actions, action -> PlannedWrite.of(home, action));
    }

    /** Likewise of a ledger. */
    public boolean ofLedger(List<Action.OfLedger> actions) {
        return instead(actions, action -> PlannedWrite.of(home, action));
    }

    private <A> boolean instead(List<A> actions, Function<A, PlannedWrite> write) {
        if (only()) {
            actions.stream().map(write).forEach(this::add);
        }
        return only();
    }

    synchronized void add(PlannedWrite write) {
        if (planned.add(write)) {
            LOGGER.atInfo().addKeyValue("verb", write.verb()).addKeyValue("resource", write.resource())
                    .addKeyValue("namespace", write.namespace()).addKeyValue("name", write.name()).log("planned, not sent");
        }
    }

    /** Different ones, since the start. */
    public synchronized long count() {
        return planned.size();
    }

    /** The object has had a pass that came to its end; one that failed is tried again. */
    public synchronized void passed(HasMetadata object) {
        if (!enabled) {
            passed.add(key(object));
            summary();
        }
    }

    /** The caches are filled: what they have now is to have a pass. */
    public synchronized void expect(Caches caches) {
        if (enabled) {
            return;
        }
        all = Stream.of(caches.apps.all().stream().map(AppReading::ref).map(ref -> key(ExposedApp.class, ref.namespace(), ref.name())),
                caches.ledgers.all().stream().map(PlannedWrites::key),
                caches.entries.all().stream().map(PlannedWrites::name).map(name -> key(NodePortReservation.class, "", name)))
                .flatMap(keys -> keys).collect(Collectors.toSet());
        summary();
    }

    private void summary() {
        if (all != null && passed.containsAll(all)) {
            LOGGER.atInfo().addKeyValue("objects", all.size()).addKeyValue("writes", planned.size())
                    .log("every object has had a pass, and nothing was written");
            all = null;
        }
    }

    private static String name(Reading reading) {
        return switch (reading) {
            case Reading.Read(var entry) -> Integer.toString(entry.number());
            case Reading.Unreadable unread -> Integer.toString(unread.number());
            case Reading.NoNumber(String name) -> name;
        };
    }

    private static String key(HasMetadata object) {
        var metadata = object.getMetadata();
        return key(object.getClass(), Objects.requireNonNullElse(metadata.getNamespace(), ""), metadata.getName());
    }

    private static String key(Class<?> kind, String namespace, String name) {
        return kind.getSimpleName() + "/" + namespace + "/" + name;
    }
}

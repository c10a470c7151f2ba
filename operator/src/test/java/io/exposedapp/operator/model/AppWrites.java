package io.exposedapp.operator.model;

import io.exposedapp.api.v1.NodePortReservation;
import io.exposedapp.operator.app.App;
import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.exposure.SeenService;
import io.exposedapp.operator.exposure.ServiceBlueprint;
import io.exposedapp.operator.ledger.Entry;
import io.exposedapp.operator.ledger.EntryText;
import io.exposedapp.operator.ledger.Hold;
import io.exposedapp.operator.ledger.LearntRange;
import io.exposedapp.operator.plan.Action;
import io.exposedapp.operator.plan.Action.Section;
import io.exposedapp.operator.plan.Failure;
import io.exposedapp.operator.plan.Learnt;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Carries out the plan for an app as {@code cluster.AppApplier} and {@code cluster.Writes} do, with the world in the API server's place. */
final class AppWrites {

    private static final Duration EVIDENCE = Duration.ofSeconds(5);

    private final Replica replica;
    private final World world;
    private final App app;
    private final HoldRequests holds;
    private final Map<Integer, Entry> fresh;
    private final Map<Integer, Instant> rejected;
    private final Instant looked;

    /** @param looked when the app was read live */
    AppWrites(Replica replica, App app, Learnt before, Instant looked) {
        this.replica = replica;
        this.world = replica.world;
        this.app = app;
        this.holds = new HoldRequests(replica);
        this.looked = looked;
        this.fresh = new HashMap<>(before.fresh());
        this.rejected = new HashMap<>(before.rejected());
    }

    /** Makes the writes in their order until one of their section fails; answers with what was learnt in this pass so far. */
    Learnt perform(List<Action.OfApp> actions) {
        var ended = EnumSet.noneOf(Section.class);
        for (Action.OfApp action : actions) {
            if (ended.contains(action.section(app)) || world.instant().isAfter(looked.plus(EVIDENCE))) {
                continue;
            }
            try {
                perform(action);
            } catch (Refused e) {
                failed(action, e.failure());
                ended.add(action.section(app));
            }
        }
        return replica.memory.with(app.ref(), fresh, rejected);
    }

    private void perform(Action.OfApp action) {
        switch (action) {
            case Action.CreateEntry(Entry entry) -> fresh.put(entry.number(),
                    replica.memory.claim(entry, rejected, () -> create(entry)).orElseThrow(() -> new Refused(new Failure.Conflict())));
            case Action.AmendEntry(Entry _, Entry entry) ->
                replica.memory.written(replica.writes(() -> world.update(EntryText.object(entry))));
            case Action.RewriteEntry(Entry entry) ->
                replica.memory.written(replica.writes(() -> world.update(EntryText.object(entry))));
            case Action.DiscardClaim(Entry entry) -> {
                fresh.remove(entry.number());
                replica.memory.deleted(replica.writes(() -> world.delete(entry.number(), entry.uid(), entry.resourceVersion())));
            }
            case Action.CreateService create -> {
                var made = replica.writes(() -> world.create(ServiceBlueprint.of(create.desired())));
                replica.memory.written(made);
                replica.memory.made(app.ref(), made);
                served(create);
            }
            case Action.PatchService write -> {
                var seen = write.seen();
                var change = write.change();
                var patched = replica.writes(() -> world.patch(new AppRef(seen.namespace(), seen.name()), change.patch()));
                replica.memory.written(patched);
                replica.memory.patched(app.ref(), seen, change, patched);
                served(write);
            }
            case Action.DeleteService(SeenService seen) -> replica.memory.deleted(
                    replica.writes(
                            () -> world.deleteService(new AppRef(seen.namespace(), seen.name()), seen.uid(), seen.resourceVersion())));
            case Action.RemoveHold(Hold hold) -> holds.remove(hold);
            case Action.Pods _ -> throw new IllegalStateException("there are no pods here");
        }
    }

    private void served(Action.OfService write) {
        if (write.section(app) == Section.PORTS) {
            replica.memory.served(app.ref());
            fresh.clear();
        }
    }

    private Entry create(Entry entry) {
        var created = replica.writes(() -> world.create(EntryText.object(entry)));
        replica.memory.written(created);
        return read(created);
    }

    private void failed(Action.OfApp action, Failure failure) {
        switch (failure) {
            case Failure.Conflict _,Failure.AlreadyExists _,Failure.Gone _ -> lookAgain(action);
            case Failure.NumberOutOfRange(int number, var range) -> {
                rejected.put(number, replica.memory.rejected(app.ref(), number, range));
                replica.memory.caches().learn(new LearntRange.Known(range));
            }
            case Failure.NumberTaken(int number) -> {
                if (!holds.refresh(number) && !(action instanceof Action.CreateService && refreshService(app.service().name()))) {
                    rejected.put(number, replica.memory.rejected(app.ref(), number, null));
                }
            }
            case Failure.NamespaceTerminating _,Failure.Rejected _,Failure.Failed _,Failure.NotConverging _,Failure.OfOperator _,Failure.Unavailable _ ->
                throw new IllegalStateException("the world does not say " + failure);
        }
    }

    private void lookAgain(Action.OfApp action) {
        switch (action) {
            case Action.CreateEntry(Entry entry) -> refreshEntry(replica, entry.number());
            case Action.AmendEntry(Entry seen, Entry _) -> refreshEntry(replica, seen.number());
            case Action.RewriteEntry(Entry entry) -> refreshEntry(replica, entry.number());
            case Action.DiscardClaim(Entry entry) -> refreshEntry(replica, entry.number());
            case Action.OfService write -> refreshService(write.service());
            case Action.RemoveHold(Hold hold) -> holds.refresh(hold.number());
            case Action.Pods _ -> throw new IllegalStateException("there are no pods here");
        }
    }

    private boolean refreshService(String name) {
        var key = new AppRef(app.ref().namespace(), name);
        return replica.memory.refreshService(key, () -> replica.reads(() -> Optional.ofNullable(world.service(key))).orElse(null)) != null;
    }

    static Optional<EntryText.Reading> refreshEntry(Replica replica, int number) {
        return replica.memory.refreshEntry(number,
                () -> replica.reads(() -> Optional.ofNullable(replica.world.entry(number))).orElse(null));
    }

    /** The object to be written; of a new one UID and resourceVersion are empty. */
    private static Entry read(NodePortReservation object) {
        return switch (EntryText.read(object)) {
            case EntryText.Reading.Read(Entry entry) -> entry;
            case EntryText.Reading.Unreadable(int number, String _, String _, String problem) ->
                throw new IllegalStateException(number + ": " + problem);
            case EntryText.Reading.NoNumber(String name) -> throw new IllegalStateException(name + " is no number");
        };
    }
}

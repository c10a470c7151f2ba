package io.exposedapp.operator.model;

import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.controller.OpenPass;
import io.exposedapp.operator.ledger.Entry;
import io.exposedapp.operator.ledger.EntryText;
import io.exposedapp.operator.ledger.Hold;
import io.exposedapp.operator.plan.Absence;
import io.exposedapp.operator.plan.Action;
import io.exposedapp.operator.plan.EntryObserved;
import io.exposedapp.operator.plan.EntryObserved.LiveLook;
import io.exposedapp.operator.plan.EntryPlanner;
import io.exposedapp.operator.plan.Need;
import io.exposedapp.operator.plan.Plan;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One pass over one entry: what {@code controller.EntryJob}, {@code cluster.LiveReads} and {@code cluster.EntryApplier} do, in the world. */
final class EntryStations implements OpenPass.Stations<EntryObserved, Action.OfEntry> {

    private final int number;
    private final Replica replica;
    private final HoldRequests holds;
    private @Nullable LiveLook look;
    private boolean holdRefused;

    EntryStations(int number, Replica replica) {
        this.number = number;
        this.replica = replica;
        this.holds = new HoldRequests(replica);
    }

    @Override
    public Optional<EntryObserved> observe() {
        return replica.memory.gatherer().entry(number).map(entry -> replica.memory.gatherer().observe(entry, look, holdRefused));
    }

    @Override
    public Plan<Action.OfEntry> plan(EntryObserved seen) {
        return EntryPlanner.plan(seen);
    }

    @Override
    public void lookLive(EntryObserved seen) {
        look = seen.entry().held() ? holder(seen.entry()) : atRest(seen.entry());
    }

    private @Nullable LiveLook atRest(Entry entry) {
        return AppWrites.refreshEntry(replica, number).orElse(null) instanceof EntryText.Reading.Read(Entry now) && now.equals(entry)
                ? new LiveLook.AsSeen()
                : null;
    }

    private LiveLook holder(Entry entry) {
        var at = replica.world.instant();
        var holder = entry.holder();
        var app = replica.memory.refreshApp(holder.app(),
                () -> replica.reads(() -> Optional.ofNullable(replica.world.app(holder.app()))).orElse(null));
        var key = new AppRef(holder.app().namespace(), holder.service());
        var service = replica.memory.refreshService(key,
                () -> replica.reads(() -> Optional.ofNullable(replica.world.service(key))).orElse(null));
        return switch (Need.of(entry, app, service, replica.memory.caches().book())) {
            case Need.Wanted(String why) -> new LiveLook.StillWanted(why);
            case Need.GivenUp(String why) -> new LiveLook.Absent(new Absence(entry.number(), holder.uid(), why, at));
        };
    }

    @Override
    public void apply(EntryObserved seen, List<Action.OfEntry> actions) {
        for (Action.OfEntry action : actions) {
            switch (action) {
                case Action.MakeHold make -> holdRefused |= !holds.make(make);
                case Action.RemoveHold(Hold hold) -> holds.removeOrRefresh(hold);
                case Action.OfNumber number -> apply(number);
            }
        }
        look = null;
    }

    private void apply(Action.OfNumber action) {
        try {
            switch (action) {
                case Action.ReleaseEntry(Entry entry, Entry rested, Absence _) -> replica.memory.written(
                        replica.writes(() -> replica.world.update(EntryText.object(rested))));
                case Action.FreeEntry(Entry entry, Absence _) -> delete(entry);
                case Action.EndRest(Entry entry) -> delete(entry);
            }
        } catch (Refused e) {
            e.unlessLost();
            AppWrites.refreshEntry(replica, number);
        }
    }

    private void delete(Entry entry) {
        replica.memory.deleted(replica.writes(() -> replica.world.delete(entry.number(), entry.uid(), entry.resourceVersion())));
    }

    @Override
    public @Nullable Instant report(EntryObserved seen) {
        return null;
    }
}

package io.exposedapp.operator.controller;

import io.exposedapp.operator.cluster.EntryApplier;
import io.exposedapp.operator.cluster.Gatherer;
import io.exposedapp.operator.cluster.LiveReads;
import io.exposedapp.operator.cluster.PlannedWrites;
import io.exposedapp.operator.plan.Action;
import io.exposedapp.operator.plan.EntryObserved;
import io.exposedapp.operator.plan.EntryObserved.LiveLook;
import io.exposedapp.operator.plan.EntryPlanner;
import io.exposedapp.operator.plan.Plan;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One pass over one entry. It has no status: what is to be told is told on the app and on the ledger. */
final class EntryJob implements Job<EntryObserved, Action.OfEntry> {

    /** What passes over entries work with. */
    record Tools(Gatherer gatherer, LiveReads reads, EntryApplier applier, PlannedWrites planned) {
    }

    private final int number;
    private final Tools tools;
    private @Nullable LiveLook look;
    private boolean holdRefused;

    EntryJob(int number, Tools tools) {
        this.number = number;
        this.tools = tools;
    }

    @Override
    public Optional<EntryObserved> observe() {
        return tools.gatherer().entry(number).map(entry -> tools.gatherer().observe(entry, look, holdRefused));
    }

    @Override
    public Plan<Action.OfEntry> plan(EntryObserved seen) {
        return EntryPlanner.plan(seen);
    }

    @Override
    public void lookLive(EntryObserved seen) {
        look = tools.reads().look(seen.entry());
    }

    @Override
    public boolean planned(EntryObserved seen, List<Action.OfEntry> actions) {
        return tools.planned().ofEntry(actions);
    }

    @Override
    public void apply(EntryObserved seen, List<Action.OfEntry> actions) {
        for (Action.OfEntry action : actions) {
            holdRefused |= !tools.applier().apply(action);
        }
        // What a live look has proved is used once: the next round starts from caches again.
        look = null;
    }

    @Override
    public @Nullable Instant report(EntryObserved seen) {
        return null;
    }
}

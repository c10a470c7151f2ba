package io.exposedapp.operator.model;

import io.exposedapp.operator.controller.OpenPass;
import io.exposedapp.operator.ledger.Hold;
import io.exposedapp.operator.plan.Action;
import io.exposedapp.operator.plan.LedgerLearnt;
import io.exposedapp.operator.plan.LedgerObserved;
import io.exposedapp.operator.plan.LedgerPlanner;
import io.exposedapp.operator.plan.Plan;
import io.exposedapp.operator.status.LedgerReport;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One pass over one ledger: what {@code controller.LedgerJob} does, in the world. The range is known from the start. */
final class LedgerStations implements OpenPass.Stations<LedgerObserved, Action.OfLedger> {

    private final String name;
    private final Replica replica;
    private final HoldRequests holds;
    private final Set<Integer> refused = new TreeSet<>();
    private boolean live;

    LedgerStations(String name, Replica replica) {
        this.name = name;
        this.replica = replica;
        this.holds = new HoldRequests(replica);
    }

    @Override
    public Optional<LedgerObserved> observe() {
        return replica.memory.caches().ledger(name).map(replica.memory.gatherer()::observe).map(LedgerStations::ofOneRange);
    }

    /** This API server's range never changes, and who asks for it now and then does not come to rest. */
    private static LedgerObserved ofOneRange(LedgerObserved seen) {
        return new LedgerObserved(seen.ledger(), seen.book(), seen.terms(), seen.unreadable(), null, seen.now());
    }

    @Override
    public Plan<Action.OfLedger> plan(LedgerObserved seen) {
        return LedgerPlanner.plan(seen, new LedgerLearnt(true, live, refused));
    }

    @Override
    public void lookLive(LedgerObserved seen) {
        var there = replica.memory.refreshLedger(name,
                () -> replica.reads(() -> Optional.ofNullable(replica.world.store.ledgers.get(name))).orElse(null));
        var was = seen.ledger().getMetadata();
        live = there != null && there.getMetadata().getUid().equals(was.getUid())
                && Objects.equals(there.getMetadata().getGeneration(), was.getGeneration());
    }

    @Override
    public void apply(LedgerObserved seen, List<Action.OfLedger> actions) {
        for (Action.OfLedger action : actions) {
            switch (action) {
                case Action.MakeHold make -> {
                    if (!holds.make(make)) {
                        refused.add(make.number());
                    }
                }
                case Action.DescribeHold describe -> holds.describe(describe);
                case Action.RemoveHold(Hold hold) -> holds.removeOrRefresh(hold);
            }
        }
        live = false;
    }

    @Override
    public @Nullable Instant report(LedgerObserved seen) {
        var status = LedgerReport.of(seen);
        if (!status.equals(seen.ledger().getStatus())) {
            try {
                replica.memory.written(
                        replica.writes(() -> replica.world.status(name, seen.ledger().getMetadata().getUid(), status)));
            } catch (Refused e) {
                e.unlessLost();
            }
        }
        return null;
    }
}

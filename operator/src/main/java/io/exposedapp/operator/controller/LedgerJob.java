package io.exposedapp.operator.controller;

import io.exposedapp.operator.cluster.Caches;
import io.exposedapp.operator.cluster.Gatherer;
import io.exposedapp.operator.cluster.HoldApplier;
import io.exposedapp.operator.cluster.LiveReads;
import io.exposedapp.operator.cluster.PlannedWrites;
import io.exposedapp.operator.cluster.StatusWriter;
import io.exposedapp.operator.cluster.StatusWriter.Written;
import io.exposedapp.operator.ledger.LearntRange;
import io.exposedapp.operator.plan.Action;
import io.exposedapp.operator.plan.LedgerLearnt;
import io.exposedapp.operator.plan.LedgerObserved;
import io.exposedapp.operator.plan.LedgerPlanner;
import io.exposedapp.operator.plan.Plan;
import io.exposedapp.operator.status.LedgerReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One pass over one ledger: it keeps the numbers that are set aside, asks for the API server's range where it needs it, and counts. */
final class LedgerJob implements Job<LedgerObserved, Action.OfLedger> {

    /** What passes over ledgers work with. */
    record Tools(Caches caches, Gatherer gatherer, LiveReads reads, HoldApplier holds, Supplier<LearntRange> probe, StatusWriter statuses,
            PlannedWrites planned) {
    }

    private final String name;
    private final Tools tools;
    private final Set<Integer> refused = new TreeSet<>();
    private boolean asked;
    private boolean live;

    LedgerJob(String name, Tools tools) {
        this.name = name;
        this.tools = tools;
    }

    @Override
    public Optional<LedgerObserved> observe() {
        return tools.caches().ledger(name).map(tools.gatherer()::observe);
    }

    @Override
    public Plan<Action.OfLedger> plan(LedgerObserved seen) {
        return LedgerPlanner.plan(seen, new LedgerLearnt(asked, live, refused));
    }

    @Override
    public void lookLive(LedgerObserved seen) {
        if (!asked && LedgerPlanner.asksForRange(seen)) {
            asked = true;
            tools.caches().learn(tools.probe().get());
        }
        live = tools.reads().asSeen(seen.ledger());
    }

    @Override
    public boolean planned(LedgerObserved seen, List<Action.OfLedger> actions) {
        return tools.planned().ofLedger(actions);
    }

    @Override
    public void apply(LedgerObserved seen, List<Action.OfLedger> actions) {
        for (Action.OfLedger action : actions) {
            switch (action) {
                case Action.MakeHold make -> wrote(make.number(), tools.holds().make(make));
                case Action.DescribeHold describe -> wrote(describe.hold().number(), tools.holds().describe(describe));
                case Action.RemoveHold remove -> wrote(remove.hold().number(), tools.holds().remove(remove));
            }
        }
        live = false;
    }

    private void wrote(int number, boolean done) {
        if (!done) {
            refused.add(number);
        }
    }

    @Override
    public @Nullable Instant report(LedgerObserved seen) {
        return switch (tools.statuses().write(seen.ledger(), LedgerReport.of(seen))) {
            case Written.TooSoon(Instant notBefore) -> notBefore;
            case Written.Gone(Instant lookAgain) -> lookAgain;
            case Written.Changed _,Written.Unchanged _ -> null;
        };
    }
}

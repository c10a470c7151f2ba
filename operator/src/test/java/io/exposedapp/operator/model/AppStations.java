package io.exposedapp.operator.model;

import io.exposedapp.operator.app.App;
import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.controller.OpenPass;
import io.exposedapp.operator.plan.Action;
import io.exposedapp.operator.plan.AppObserved;
import io.exposedapp.operator.plan.AppPlan;
import io.exposedapp.operator.plan.AppPlanner;
import io.exposedapp.operator.plan.Learnt;
import io.exposedapp.operator.plan.Plan;
import io.exposedapp.operator.status.AppReport;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One pass over one app: what {@code controller.AppJob} does, in the world. There are no pods in it, so that no write to them is made. */
final class AppStations implements OpenPass.Stations<AppObserved, Action.OfApp> {

    private final AppRef ref;
    private final Replica replica;
    private @Nullable String liveUid;
    private @Nullable Learnt learnt;
    private Instant looked = Instant.MIN;
    private @Nullable AppPlan judgement;

    AppStations(AppRef ref, Replica replica) {
        this.ref = ref;
        this.replica = replica;
    }

    @Override
    public Optional<AppObserved> observe() {
        return replica.memory.gatherer().app(ref).filter(app -> !app.deleting()).map(this::observe);
    }

    private AppObserved observe(App app) {
        if (learnt == null) {
            learnt = replica.memory.before(ref);
        }
        return replica.memory.gatherer().observe(app, app.uid().equals(liveUid), learnt);
    }

    @Override
    public Plan<Action.OfApp> plan(AppObserved seen) {
        var made = AppPlanner.plan(seen);
        judgement = made;
        var plan = new Plan<>(made.plan().actions().stream().filter(action -> !(action instanceof Action.Pods)).toList(),
                made.plan().needsLive(), made.plan().lookAgain());
        return seen.live() || plan.actions().isEmpty() ? plan : Plan.afterLiveLook();
    }

    @Override
    public void lookLive(AppObserved seen) {
        looked = replica.world.instant();
        var live = replica.memory.refreshApp(ref, () -> replica.reads(() -> Optional.ofNullable(replica.world.app(ref))).orElse(null));
        var alive = live != null && live.uid().equals(seen.app().uid()) && !live.deleting();
        liveUid = alive ? seen.app().uid() : null;
    }

    @Override
    public void apply(AppObserved seen, List<Action.OfApp> actions) {
        learnt = new AppWrites(replica, seen.app(), seen.learnt(), looked).perform(actions);
        liveUid = null;
    }

    @Override
    public @Nullable Instant report(AppObserved seen) {
        var report = AppReport.of(seen, Objects.requireNonNull(judgement, "a report comes after a plan"), List.of());
        if (!report.status().equals(seen.app().status())) {
            try {
                replica.memory.written(replica.writes(() -> replica.world.status(ref, seen.app().uid(), report.status())));
            } catch (Refused _) {
                return null;
            }
        }
        return report.lookAgain().orElse(null);
    }
}

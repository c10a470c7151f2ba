package io.exposedapp.operator.controller;

import io.exposedapp.operator.app.App;
import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.cluster.AppApplier;
import io.exposedapp.operator.cluster.EventRecorder;
import io.exposedapp.operator.cluster.Gatherer;
import io.exposedapp.operator.cluster.LiveReads;
import io.exposedapp.operator.cluster.LiveSpec;
import io.exposedapp.operator.cluster.PlannedWrites;
import io.exposedapp.operator.cluster.StatusWriter;
import io.exposedapp.operator.cluster.StatusWriter.Written;
import io.exposedapp.operator.plan.Action;
import io.exposedapp.operator.plan.AppObserved;
import io.exposedapp.operator.plan.AppPlan;
import io.exposedapp.operator.plan.AppPlanner;
import io.exposedapp.operator.plan.Learnt;
import io.exposedapp.operator.plan.Plan;
import io.exposedapp.operator.plan.Problem;
import io.exposedapp.operator.status.AppReport;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One pass over one app. */
final class AppJob implements Job<AppObserved, Action.OfApp> {

    /** What passes over apps work with. */
    record Tools(Gatherer gatherer, LiveReads reads, AppApplier applier, StatusWriter statuses, EventRecorder events, Wiring wiring,
            AppMemory memory, PlannedWrites planned) {
    }

    private final AppRef ref;
    private final Tools tools;
    private final List<Problem> problems = new ArrayList<>();
    private @Nullable LiveSpec live;
    private @Nullable Learnt learnt;
    private @Nullable AppPlan plan;

    AppJob(AppRef ref, Tools tools) {
        this.ref = ref;
        this.tools = tools;
    }

    @Override
    public Optional<AppObserved> observe() {
        return tools.gatherer().app(ref).map(this::observe);
    }

    private AppObserved observe(App app) {
        if (learnt == null) {
            learnt = tools.applier().before(app);
            tools.memory().repairs().seen(app);
        }
        var seen = tools.gatherer().observe(app, live != null && app.uid().equals(live.uid()), learnt);
        learnt = seen.learnt();
        return seen;
    }

    @Override
    public Plan<Action.OfApp> plan(AppObserved seen) {
        var made = AppPlanner.plan(seen);
        plan = made;
        // Caches may be of half a minute ago, and say nothing of it, when a process was stopped: no write without a look at the app.
        return seen.live() || made.plan().actions().isEmpty() || refused() ? made.plan() : Plan.afterLiveLook();
    }

    @Override
    public void lookLive(AppObserved seen) {
        try {
            look(seen);
        } catch (KubernetesClientException e) {
            var unlooked = tools.applier().unlooked(seen.app(), AppPlanner.plan(seen.asIfLive()).plan().actions(), e);
            if (unlooked.isEmpty()) {
                throw e;
            }
            problems.addAll(unlooked);
        }
    }

    private void look(AppObserved seen) {
        live = tools.reads().spec(seen.app()).orElse(null);
        if (plan != null && plan.contested(seen)) {
            learnt = seen.learnt().with(tools.reads().proof(seen.app(), tools.memory().repairs().held(seen.app())));
        }
    }

    @Override
    public void apply(AppObserved seen, List<Action.OfApp> actions) {
        var found = Objects.requireNonNull(live, "no write without a live look");
        var applied = tools.applier().apply(seen.app(), actions, seen.learnt(), found);
        learnt = applied.learnt();
        problems.addAll(applied.problems());
        // What a live look has proved is used once.
        live = null;
    }

    @Override
    public boolean planned(AppObserved seen, List<Action.OfApp> actions) {
        return tools.planned().ofApp(seen.app(), actions);
    }

    @Override
    public boolean refused() {
        return !problems.isEmpty();
    }

    @Override
    public @Nullable Instant report(AppObserved seen) {
        var made = Objects.requireNonNull(plan, "a report comes after a plan");
        if (isRight(seen, made)) {
            tools.memory().repairs().foundRight(seen.app(), seen.book().of(ref), seen.services());
        }
        tools.memory().rollouts().seen(seen.app(), made.revision().hash(), made.progress().state(), seen.now());
        if (tools.wiring().reported(seen.app(), made.allocation(), seen.now()) && freedMeanwhile(made)) {
            return seen.now();
        }
        var report = AppReport.of(seen, made, problems);
        return switch (tools.statuses().write(seen.app(), report.status())) {
            case Written.Changed _ -> {
                tools.memory().writes().add(ref, 1);
                tools.events().record(seen.app(), report.events());
                yield report.lookAgain().orElse(null);
            }
            case Written.Unchanged _ -> report.lookAgain().orElse(null);
            case Written.TooSoon(Instant notBefore) -> Pass.earlier(notBefore, report.lookAgain().orElse(null));
            case Written.Gone(Instant lookAgain) -> lookAgain;
        };
    }

    /** Not where writes are due and are not made, because they failed, or a live look is to come first, or the app is not to be reconciled. */
    private boolean isRight(AppObserved seen, AppPlan made) {
        var settled = made.plan().actions().isEmpty() && !made.plan().needsLive() && problems.isEmpty() && !made.contested(seen);
        return settled && !seen.app().deleting() && !seen.app().reconcileDisabled()
                && (!made.allocation().grants().isEmpty() || seen.app().exposedPorts().isEmpty());
    }

    /** What the app waits for came free between the look and the moment from which the app would have been woken. */
    private boolean freedMeanwhile(AppPlan made) {
        return problems.isEmpty() && observe().map(AppPlanner::plan).filter(now -> !now.allocation().equals(made.allocation())).isPresent();
    }
}

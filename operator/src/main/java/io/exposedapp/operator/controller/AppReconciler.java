package io.exposedapp.operator.controller;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.operator.app.App;
import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.cluster.ApiClient;
import io.exposedapp.operator.cluster.AppReading;
import io.exposedapp.operator.cluster.PlannedWrites;
import io.exposedapp.operator.cluster.StatusWriter.Written;
import io.exposedapp.operator.cluster.Watches;
import io.exposedapp.operator.status.FailedReport;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reconciles apps. {@code comparableResourceVersions = false}, here and on the other two: with it on, JOSDK 5.3.2 drops a spec change that
 * lands just before a status write of ours. Without {@code triggerReconcilerOnAllEvents} JOSDK reconciles no app that is being deleted, and
 * its status would go on saying Ready. */
@ControllerConfiguration(name = "exposedapp", informer = @Informer(comparableResourceVersions = false, informerListLimit = Watches.PAGE), triggerReconcilerOnAllEvents = true)
final class AppReconciler extends Woken<ExposedApp> implements Reconciler<ExposedApp> {

    private static final Duration SHARE_AGAIN = Duration.ofSeconds(5);

    private final Pass pass;
    private final AppJob.Tools tools;
    private final FairShare share;
    private final Consumer<AppRef> wake;
    private final Successors successors;

    AppReconciler(Gate<ExposedApp> gate, Pokes pokes, FairShare share, Successors successors, InstantSource clock, ApiClient api,
            PlannedWrites planned,
            AppJob.Tools tools) {
        super(gate, pokes.apps, clock, api, planned);
        this.share = share;
        this.wake = pokes::app;
        this.successors = successors;
        this.pass = new Pass(clock);
        this.tools = tools;
    }

    @Override
    public UpdateControl<ExposedApp> reconcile(ExposedApp app, Context<ExposedApp> context) {
        var ref = AppRef.of(app);
        if (context.isPrimaryResourceDeleted()) {
            share.forget(ref);
            successors.gone(ref);
            return run(app, () -> null);
        }
        var known = tools.gatherer().reading(ref);
        if (known.isEmpty()) {
            // Its pass finds nothing to do, and must not wait for it.
            share.forget(ref);
            return run(app, () -> pass.run(ref, new AppJob(ref, tools)));
        }
        if (!share.enter(ref, size(known.get()))) {
            // Whoever leaves wakes it; this is the net below.
            return UpdateControl.<ExposedApp>noUpdate().rescheduleAfter(SHARE_AGAIN);
        }
        try {
            return run(app, () -> pass.run(ref, new AppJob(ref, tools)));
        } finally {
            share.leave(ref).forEach(wake);
        }
    }

    private static int size(AppReading reading) {
        return reading instanceof AppReading.Read(App read) ? read.size() : 0;
    }

    @Override
    @Nullable
    Written failed(ExposedApp app, Throwable failure, Instant now) {
        var ref = AppRef.of(app);
        tools.gatherer().failed(ExposedApp.class, ref.toString(), failure);
        return tools.gatherer().reading(ref).map(reading -> tools.statuses().write(ref, reading.uid(), reading.status(),
                FailedReport.of(reading.status(), reading.generation(), failure, now))).orElse(null);
    }
}

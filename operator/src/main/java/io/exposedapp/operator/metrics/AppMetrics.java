package io.exposedapp.operator.metrics;

import io.exposedapp.api.v1.ExposedAppStatus;
import io.exposedapp.operator.app.App;
import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.cluster.AppReading;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What is told of each app: its spec and its status as it was last written, under the names that kube-state-metrics has for Deployments. An
 * app that is gone has no series, and one without a status has none of these.
 */
final class AppMetrics {

    private static final String[] APP = {"namespace", "app"};

    private final LeaderOnly leader;
    private final Supplier<List<AppReading>> apps;

    private AppMetrics(LeaderOnly leader, Supplier<List<AppReading>> apps) {
        this.leader = leader;
        this.apps = apps;
    }

    static void register(LeaderOnly leader, Supplier<List<AppReading>> apps, ToLongFunction<AppRef> writes) {
        var all = new AppMetrics(leader, apps);
        all.conditions();
        all.gauge("exposedapp_app_spec_replicas", "Replicas that the app asks for.",
                app -> app instanceof AppReading.Read(App read) ? read.replicas() : null);
        all.status("exposedapp_app_status_replicas", "Pods of the app that exist and do not terminate, of every revision.",
                ExposedAppStatus::replicas);
        all.status("exposedapp_app_status_replicas_ready", "Pods of the app that are Ready, of every revision.",
                ExposedAppStatus::readyReplicas);
        all.status("exposedapp_app_status_replicas_updated", "Pods of the app's current revision.", ExposedAppStatus::updatedReplicas);
        all.status("exposedapp_app_status_replicas_available", "Pods of the app that count as available, of every revision.",
                ExposedAppStatus::availableReplicas);
        all.gauge("exposedapp_app_metadata_generation", "The generation of the app's spec.", AppReading::generation);
        all.status("exposedapp_app_status_observed_generation", "The generation that the app's status is about.",
                ExposedAppStatus::observedGeneration);
        leader.counter("exposedapp_app_writes_total", "Writes for the app since the operator started, its status too.",
                to -> apps.get().forEach(app -> {
                    var ref = app.ref();
                    to.call((double) writes.applyAsLong(ref), ref.namespace(), ref.name());
                }), APP);
    }

    private void conditions() {
        leader.gauge("exposedapp_app_status_condition", "A condition of the app as its status has it; always 1.",
                to -> apps.get().forEach(app -> {
                    var ref = app.ref();
                    var status = app.status();
                    ConditionLabels.of(status == null ? null : status.conditions())
                            .forEach(condition -> to.call(1, ref.namespace(), ref.name(),
                                    condition.type(), condition.status(), condition.reason()));
                }), "namespace", "app", "condition", "status", "reason");
    }

    private void status(String name, String help, Function<ExposedAppStatus, @Nullable Number> value) {
        gauge(name, help, app -> {
            var status = app.status();
            return status == null ? null : value.apply(status);
        });
    }

    private void gauge(String name, String help, Function<AppReading, @Nullable Number> value) {
        leader.gauge(name, help, to -> apps.get().forEach(app -> {
            var number = value.apply(app);
            if (number != null) {
                to.call(number.doubleValue(), app.ref().namespace(), app.ref().name());
            }
        }), APP);
    }
}

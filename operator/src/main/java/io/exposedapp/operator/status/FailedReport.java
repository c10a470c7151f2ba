package io.exposedapp.operator.status;

import io.exposedapp.api.v1.ExposedAppStatus;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is reported of an app that the operator failed to read or to plan: what was last known, and that Ready and Stalled are not. */
public final class FailedReport {

    private static final List<ConditionType> UNKNOWN = List.of(ConditionType.READY, ConditionType.STALLED);

    private FailedReport() {
    }

    /**
     * The status.
     *
     * @param before the one that the app has, or null
     * @param generation of the app that it failed on
     */
    public static ExposedAppStatus of(@Nullable ExposedAppStatus before, long generation, Throwable failure, Instant now) {
        var known = before == null || before.conditions() == null ? List.<Condition>of() : before.conditions();
        var message = "the operator failed on this app (" + failure
                + "), and leaves it as it is; its log has the cause, and it is tried again every minute";
        // Stalled too: what the user had to correct may be corrected, and kstatus would go on saying Failed.
        var unknown = Conditions.of(
                UNKNOWN.stream().map(type -> Verdict.unknown(type, Reason.OPERATOR_FAILED, message)).toList(), known, generation, now);
        var others = known.stream().filter(condition -> UNKNOWN.stream().noneMatch(type -> type.text().equals(condition.getType())));
        var conditions = Stream.concat(others, unknown.stream()).toList();
        return before == null
                ? new ExposedAppStatus(generation, null, null, null, null, null, null, null, null, null, null, null, conditions)
                : new ExposedAppStatus(generation, before.replicas(), before.readyReplicas(), before.updatedReplicas(),
                        before.availableReplicas(), before.selector(), before.revision(), before.serviceName(), before.ports(),
                        before.ready(),
                        before.portMap(), before.addresses(), conditions);
    }
}

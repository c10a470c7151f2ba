package io.exposedapp.operator.status;

import io.exposedapp.api.v1.ExposedAppStatus;
import io.exposedapp.api.v1.NodePortLedgerStatus;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is reported of an app or ledger that the operator failed to read or to plan: what was last known, and that Ready and Stalled are not. */
public final class FailedReport {

    private static final List<ConditionType> UNKNOWN = List.of(ConditionType.READY, ConditionType.STALLED);

    private FailedReport() {
    }

    /**
     * The status of an app.
     *
     * @param before the one that the app has, or null
     * @param generation of the app that it failed on
     */
    public static ExposedAppStatus of(@Nullable ExposedAppStatus before, long generation, Throwable failure, Instant now) {
        var conditions = conditions("app", before == null ? null : before.conditions(), generation, failure, now);
        return before == null
                ? new ExposedAppStatus(generation, null, null, null, null, null, null, null, null, null, null, null, conditions)
                : new ExposedAppStatus(generation, before.replicas(), before.readyReplicas(), before.updatedReplicas(),
                        before.availableReplicas(), before.selector(), before.revision(), before.serviceName(), before.ports(),
                        before.ready(),
                        before.portMap(), before.addresses(), conditions);
    }

    /**
     * The status of a ledger, with the counts of before.
     *
     * @param before the one that the ledger has, or null
     * @param generation of the ledger that it failed on
     */
    public static NodePortLedgerStatus of(@Nullable NodePortLedgerStatus before, long generation, Throwable failure, Instant now) {
        var conditions = conditions("ledger", before == null ? null : before.conditions(), generation, failure, now);
        return before == null
                ? new NodePortLedgerStatus(generation, null, null, null, null, null, null, null, null, null, null, null, conditions)
                : new NodePortLedgerStatus(generation, before.range(), before.size(), before.held(), before.coolingDown(),
                        before.retained(), before.setAside(), before.foreign(), before.foreignServices(), before.outOfRange(),
                        before.unheld(), before.free(), conditions);
    }

    private static List<Condition> conditions(String what, @Nullable List<Condition> before, long generation, Throwable failure,
            Instant now) {
        var known = before == null ? List.<Condition>of() : before;
        var message = "the operator failed on this " + what + " (" + failure
                + "), and leaves it as it is; its log has the cause, and it is tried again every minute";
        // Stalled too: what the user had to correct may be corrected, and kstatus would go on saying Failed.
        var unknown = Conditions.of(
                UNKNOWN.stream().map(type -> Verdict.unknown(type, Reason.OPERATOR_FAILED, message)).toList(), known, generation, now);
        var others = known.stream().filter(condition -> UNKNOWN.stream().noneMatch(type -> type.text().equals(condition.getType())));
        return Stream.concat(others, unknown.stream()).toList();
    }
}

package io.exposedapp.operator.metrics;

import io.exposedapp.api.v1.NodePortLedgerStatus;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is told of each ledger: its status, as it was last written. */
final class LedgerMetrics {

    private LedgerMetrics() {
    }

    static void register(LeaderOnly leader, Supplier<SortedMap<String, NodePortLedgerStatus>> statuses) {
        leader.gauge("exposedapp_ledger_numbers", "Node port numbers by ledger and state.",
                to -> statuses.get().forEach((ledger, status) -> {
                    number(to, status.held(), ledger, "held");
                    number(to, status.coolingDown(), ledger, "cooling_down");
                    number(to, status.retained(), ledger, "retained");
                    number(to, status.setAside(), ledger, "set_aside");
                    number(to, status.foreign(), ledger, "foreign");
                    number(to, status.free(), ledger, "free");
                }), "ledger", "state");
        count(leader, statuses, "exposedapp_ledger_size", "Numbers of the ledger's range that are not excluded.",
                NodePortLedgerStatus::size);
        count(leader, statuses, "exposedapp_ledger_out_of_range_numbers",
                "Numbers with an entry of the ledger that its range does not have any more.", NodePortLedgerStatus::outOfRange);
        count(leader, statuses, "exposedapp_ledger_unheld_numbers",
                "Numbers at rest or set aside that are not kept in the API server's allocator.", NodePortLedgerStatus::unheld);
        leader.gauge("exposedapp_ledger_status_condition", "A condition of the ledger as its status has it; always 1.",
                to -> statuses.get()
                        .forEach((ledger, status) -> ConditionLabels.of(status.conditions()).forEach(
                                condition -> to.call(1, ledger, condition.type(), condition.status(), condition.reason()))),
                "ledger", "condition", "status", "reason");
    }

    private static void count(LeaderOnly leader, Supplier<SortedMap<String, NodePortLedgerStatus>> statuses, String name, String help,
            Function<NodePortLedgerStatus, @Nullable Integer> count) {
        leader.gauge(name, help, to -> statuses.get().forEach((ledger, status) -> number(to, count.apply(status), ledger)), "ledger");
    }

    /** A count that is not known yet has no sample. */
    private static void number(GaugeWithCallback.Callback to, @Nullable Integer count, String... labels) {
        if (count != null) {
            to.call(count, labels);
        }
    }
}

package io.exposedapp.operator.metrics;

import io.exposedapp.api.v1.NodePortLedgerStatus;
import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.cluster.AppReading;
import io.exposedapp.operator.ledger.Book;
import java.util.List;
import java.util.SortedMap;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * What is known of the cluster, told by the replica that acts. Names of apps and numbers stand in labels here only: there are never more
 * series than apps and numbers ask for, and those of an app go with it and its numbers.
 */
public final class ClusterMetrics {

    private final LeaderOnly leader;

    ClusterMetrics(LeaderOnly leader) {
        this.leader = leader;
    }

    /** Numbers by ledger and state, and conditions, from the ledgers' statuses by name. */
    public void ledgers(Supplier<SortedMap<String, NodePortLedgerStatus>> statuses) {
        LedgerMetrics.register(leader, statuses);
    }

    /** Each number that has an entry, and whether any is given twice. */
    public void numbers(Supplier<Book> book) {
        NumberMetrics.register(leader, book);
    }

    /**
     * Each app.
     *
     * @param writes made for it since the start of the process
     */
    public void apps(Supplier<List<AppReading>> apps, ToLongFunction<AppRef> writes) {
        AppMetrics.register(leader, apps, writes);
    }

    /** Ports that cannot be reached from outside, for want of any number. */
    public void waitingPorts(IntSupplier count) {
        leader.gauge("exposedapp_waiting_ports", "Ports that have no node port and wait for one.", to -> to.call(count.getAsInt()));
    }

    /**
     * Ports that have no number, or not the one that they pin, by reason.
     *
     * @param counts every reason of the vocabulary, with 0 too, so that a rule can tell "none" from "not asked"
     */
    public void refusals(Supplier<SortedMap<String, Integer>> counts) {
        leader.gauge("exposedapp_port_refusals", "Ports that are refused a node port now, by reason.",
                to -> counts.get().forEach((reason, count) -> to.call(count, reason)), "reason");
    }
}

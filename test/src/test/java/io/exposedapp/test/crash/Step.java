package io.exposedapp.test.crash;

import io.exposedapp.api.v1.NodePortLedgerSpec;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One thing that the user does, and what there is in the end. Numbers are told by name, since each run has its own: {@code granted-web} is the
 * one that the unpinned port web got in the first step, {@code pin-1} to {@code pin-3} are nobody's before they are asked for.
 *
 * @param text what the user does: "drops a port"
 * @param apps what there is of apps, by name, as lines of their spec; others of the scenario are deleted
 * @param stalled the apps wait for the user in the end
 * @param entries all entries in the end, as "NUMBER STATE"; those that are not Held are kept in the API server unless the ledger says otherwise
 * @param services how many the apps have in the end, both kinds together
 * @param ledger what the ledger says
 */
record Step(String text, SortedMap<String, String> apps, boolean stalled, List<String> entries, int services, Ledger ledger) {

    /** What the ledger says, for all runs at once. */
    interface Ledger {
        NodePortLedgerSpec spec(Collection<Run> runs);
    }

    Step {
        apps = new TreeMap<>(apps);
        entries = List.copyOf(entries);
    }

    /** The user has each app serve by one Service, and nothing is refused. */
    static Step of(String text, SortedMap<String, String> apps, String entries, Ledger ledger) {
        return new Step(text, apps, false, List.of(entries.split(", ")), apps.size(), ledger);
    }

    /** The same, where the apps are refused something in the end. */
    Step refused() {
        return new Step(text, apps, true, entries, services, ledger);
    }

    /** The same, with so many Services in the end. */
    Step by(int allServices) {
        return new Step(text, apps, stalled, entries, allServices, ledger);
    }
}

package io.exposedapp.operator.cluster;

import io.exposedapp.operator.ledger.Entry;
import io.exposedapp.operator.ledger.Range;
import io.exposedapp.operator.plan.Alteration;
import io.exposedapp.operator.plan.Contest;
import io.exposedapp.operator.plan.Learnt;
import io.exposedapp.operator.plan.Proof;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/** What a pass has learnt, while its writes add to it. */
final class Learning {

    private final Map<Integer, Entry> fresh;
    private final Map<Integer, Instant> rejected;
    private final Map<Integer, Range> outOfRange;
    private final Set<String> occupied;

    Learning(Learnt before) {
        fresh = new HashMap<>(before.fresh());
        rejected = new HashMap<>(before.rejected());
        outOfRange = new HashMap<>(before.outOfRange());
        occupied = new HashSet<>(before.occupied());
    }

    /** With nothing proven: what a live look has proved is used once. */
    Learnt learnt(SortedMap<String, Contest> contests, SortedMap<String, Alteration> alterations) {
        return new Learnt(fresh, rejected, occupied, contests, outOfRange, alterations, Proof.NONE);
    }

    /** Numbers that the API server will not allocate, since when. */
    Map<Integer, Instant> rejected() {
        return rejected;
    }

    void claimed(Entry entry) {
        fresh.put(entry.number(), entry);
    }

    void discarded(Entry entry) {
        fresh.remove(entry.number());
    }

    /** A claim that a Service has carried is not taken back: its number goes into cool-down. */
    void served() {
        fresh.clear();
    }

    void rejected(int number, Instant since) {
        rejected.put(number, since);
    }

    void outOfRange(int number, Range range, Instant since) {
        rejected.put(number, since);
        outOfRange.put(number, range);
    }

    /** The name is in use by what is not the app's. */
    void occupied(String name) {
        occupied.add(name);
    }
}

package io.exposedapp.operator.cluster;

import io.exposedapp.operator.app.App;
import io.exposedapp.operator.ledger.Entry;
import io.exposedapp.operator.ledger.Hold;
import io.exposedapp.operator.plan.Action;
import io.exposedapp.operator.workload.Move;
import java.util.Optional;

/** After a race that was lost, or won by an earlier try of ours: the caches learn what is there, and the pass goes round again. */
record SecondLook(Writes writes, HoldWrites holds, PodWrites pods) {

    /** The name that was asked for, if it is somebody else's and so cannot be had. */
    Optional<String> at(App app, Action.OfApp action) {
        switch (action) {
            case Action.CreateEntry(Entry entry) -> writes.refresh(entry.number());
            case Action.AmendEntry(Entry before, Entry _) -> writes.refresh(before.number());
            case Action.RewriteEntry(Entry entry) -> writes.refresh(entry.number());
            case Action.DiscardClaim(Entry entry) -> writes.refresh(entry.number());
            case Action.OfService write -> writes.refresh(app.ref().namespace(), write.service());
            case Action.RemoveHold(Hold hold) -> holds.refresh(hold.number());
            case Action.Pods(Move move) -> {
                return pods.refresh(app, move);
            }
        }
        return Optional.empty();
    }
}

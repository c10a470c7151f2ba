package io.exposedapp.operator.cluster;

import io.exposedapp.operator.app.App;
import io.exposedapp.operator.ledger.Entry;
import io.exposedapp.operator.ledger.Hold;
import io.exposedapp.operator.plan.Action;
import io.exposedapp.operator.plan.Action.Section;
import io.exposedapp.operator.workload.Move;

/** Makes the writes of one plan, one by one; a failure is thrown as the client throws it. */
record AppSending(AppApplier parts, App app, Learning learning, PodTemplates templates) {

    /** What became of a write. */
    enum Sent {
        MADE,
        /** Looked at once more, it is not to be made. */
        HELD_BACK,
        /** The namespace's quota has no room left; no write of its section may follow. */
        NO_ROOM
    }

    Sent send(Action.OfApp action) {
        switch (action) {
            case Action.CreateEntry create -> {
                var claimed = parts.quotas.claim(create.entry(), learning.rejected(),
                        () -> QuickRetry.of(() -> parts.writes.create(create)));
                if (claimed.isEmpty()) {
                    return Sent.NO_ROOM;
                }
                learning.claimed(claimed.get());
            }
            case Action.AmendEntry(Entry before, Entry entry) -> QuickRetry.run(() -> parts.writes.patch(before, entry));
            case Action.RewriteEntry(Entry entry) -> QuickRetry.run(() -> parts.writes.patch(entry, entry));
            case Action.DiscardClaim(Entry entry) -> {
                learning.discarded(entry);
                // Another operator may have put it on the Service, which caches need not show yet: then it is to rest.
                if (parts.writes.reachedService(app, entry)) {
                    return Sent.HELD_BACK;
                }
                QuickRetry.run(() -> parts.writes.delete(entry));
            }
            case Action.OfService write -> {
                if (!QuickRetry.of(() -> parts.services.perform(app, write))) {
                    return Sent.HELD_BACK;
                }
                if (write.section(app) == Section.PORTS && !(write instanceof Action.DeleteService)) {
                    parts.rejections.clear(app.ref());
                    learning.served();
                }
            }
            case Action.RemoveHold(Hold hold) -> QuickRetry.run(() -> parts.holds.remove(hold));
            case Action.Pods(Move move) -> QuickRetry.run(() -> parts.podWrites.perform(app, move, templates));
        }
        return Sent.MADE;
    }
}

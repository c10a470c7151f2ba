package io.exposedapp.operator.cluster;

import io.exposedapp.operator.exposure.SeenService;
import io.exposedapp.operator.ledger.EntryText.Reading;
import io.exposedapp.operator.ledger.Hold;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The holds as this process left them, or found them when it began to act. What somebody else does to one does not change it here: so a
 * hold that is made again can be told from one that is made. While this process stands by, that somebody is the replica that acts, and is
 * right.
 */
final class KeptHolds {

    private final String namespace;
    private final BooleanSupplier acts;
    private final Map<Integer, Hold> left = new ConcurrentHashMap<>();

    /**
     * None.
     *
     * @param namespace the operator's own
     * @param acts whether this process does, now
     */
    KeptHolds(String namespace, BooleanSupplier acts) {
        this.namespace = namespace;
        this.acts = acts;
    }

    /** The hold of the number, as it was left for that owner (by UID); empty if there was none. */
    Optional<Hold> left(int number, String ownerUid) {
        return Optional.ofNullable(left.get(number)).filter(hold -> hold.owner().uid().equals(ownerUid));
    }

    /** This process has removed it, or found it gone when it was about to; its watch may have heard of that first, and not know by whom. */
    void removed(int number) {
        left.remove(number);
    }

    void serviceChanged(@Nullable SeenService before, @Nullable SeenService now, boolean own) {
        var is = hold(now);
        if (acts.getAsBoolean()) {
            is.ifPresent(hold -> left.merge(hold.number(), hold, (earlier, seen) -> own || !sameOwner(earlier, seen) ? seen : earlier));
        } else {
            hold(before).ifPresent(hold -> left.remove(hold.number()));
            is.ifPresent(hold -> left.put(hold.number(), hold));
        }
    }

    private Optional<Hold> hold(@Nullable SeenService service) {
        return service == null ? Optional.empty() : HoldReading.read(service, namespace);
    }

    /** A number that is served, or free, is not to be kept any more; whoever removes its hold then puts nothing wrong. */
    void entryChanged(@Nullable Reading before, @Nullable Reading now) {
        if (now instanceof Reading.Read(var is)) {
            if (is.held()) {
                left.remove(is.number());
            }
        } else if (before instanceof Reading.Read(var was)) {
            left.remove(was.number());
        }
    }

    private static boolean sameOwner(Hold a, Hold b) {
        return a.owner().uid().equals(b.owner().uid());
    }
}

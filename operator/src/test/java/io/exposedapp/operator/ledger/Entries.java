package io.exposedapp.operator.ledger;

import io.exposedapp.operator.ledger.Entry.State;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Entries for tests to which it is all one whether they were ever written again. */
public final class Entries {

    private Entries() {
    }

    /** One that is not confirmed. */
    public static Entry entry(int number, String uid, String resourceVersion, String ledger, State state, Holder holder,
            String reclaimPolicy, Instant since, @Nullable Instant until) {
        return new Entry(number, uid, resourceVersion, ledger, state, holder, reclaimPolicy, since, until, false);
    }
}

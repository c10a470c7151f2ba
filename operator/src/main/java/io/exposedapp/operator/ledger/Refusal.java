package io.exposedapp.operator.ledger;

import io.exposedapp.operator.app.AppRef;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Why a port does not get the number that it should have. Each names the holder where there is one. */
public sealed interface Refusal {

    /** The pin is held by another app, or by another port of this one that wants to keep it. */
    record HeldBy(int number, Entry entry) implements Refusal {
    }

    /** The pin is in the API server's allocator for a Service of somebody else. */
    record OnService(int number, Carrier carrier) implements Refusal {
    }

    /**
     * The API server says that the number is allocated, and no Service that we see has it: API servers that lag behind each other say
     * so for seconds after a release.
     *
     * @param since when it said so first
     */
    record TakenInApiServer(int number, Instant since) implements Refusal {
    }

    /** Two ports of the app pin one number, and are not one Service port over two protocols. */
    record PinnedTwice(int number, String otherPort) implements Refusal {
    }

    /** An entry exists for the number that this operator cannot read. */
    record EntryUnreadable(int number, String problem) implements Refusal {
    }

    /** The number rests, or is retained, after its release by an app of another namespace. */
    record Resting(int number, Entry entry) implements Refusal {
    }

    /**
     * The app's ledger does not have the number.
     *
     * @param elsewhere a ledger that does, and admits the namespace; null when there is none
     */
    record OutOfRange(int number, Range range, String ledger, @Nullable String elsewhere) implements Refusal {
    }

    /**
     * The API server does not have the number in its range ({@code --service-node-port-range}), whatever the ledger says.
     *
     * @param range the API server's
     */
    record OutsideApiServer(int number, Range range) implements Refusal {
    }

    record Excluded(int number, String ledger) implements Refusal {
    }

    /** A ledger keeps the number for somebody else, or for nobody. */
    record KeptForAnother(int number, SetAside setAside) implements Refusal {
    }

    /**
     * The namespace has as many numbers of the ledger as it may.
     *
     * @param used by app, at rest or not
     */
    record OverQuota(String ledger, String namespace, int quota, SortedMap<AppRef, Integer> used) implements Refusal {
    }

    /** No number is free. */
    record Exhausted(String ledger, Census census) implements Refusal {
    }

    /** The ledger grants nothing for now. */
    record Suspended(String ledger) implements Refusal {
    }

    /**
     * There is no ledger, or not the one that the app names, or it cannot be read.
     *
     * @param asked by the app; null when it names none
     * @param unreadable what is wrong, by ledger
     */
    record NoLedger(@Nullable String asked, SortedMap<String, String> unreadable) implements Refusal {
    }

    /**
     * The ledger does not admit the app's namespace; or, when the app names none, no ledger does.
     *
     * @param would ledgers that admit the namespace, in the order in which they are chosen
     */
    record NotAdmitted(String namespace, @Nullable String asked, List<String> would) implements Refusal {
    }

    /** Without a known range nothing can be granted unpinned. */
    record RangeUnknown(String ledger, String why) implements Refusal {
    }
}

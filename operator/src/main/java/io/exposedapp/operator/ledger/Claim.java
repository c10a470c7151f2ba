package io.exposedapp.operator.ledger;

/** A write to the ledger that makes an allocation true. */
public sealed interface Claim {

    /** The entry as it is to be; of a new one, UID and resourceVersion are empty. */
    Entry entry();

    /** {@code create}: the atomic claim. */
    record New(Entry entry) implements Claim {
    }

    /** An entry that cannot be read is written anew for the app whose Service proves its number, under the UID and resourceVersion seen. */
    record Rewrite(Entry entry) implements Claim {
    }

    /**
     * An existing entry changes hands, state or ports, under the UID and resourceVersion that were seen.
     *
     * @param before as it was seen
     */
    record Amend(Entry before, Entry entry) implements Claim {

        public Amend {
            if (before.number() != entry.number()) {
                throw new IllegalArgumentException("an entry never changes its number");
            }
        }

        /** The entry belongs to another app, by its UID: what entitles to it must be read live. */
        public boolean changesOwner() {
            return !before.holder().uid().equals(entry.holder().uid());
        }
    }
}

package io.exposedapp.operator.plan;

import io.exposedapp.api.v1.NodePortLedger;
import io.exposedapp.operator.ledger.Book;
import io.exposedapp.operator.ledger.Terms;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * All that may be looked at to tell of one ledger.
 *
 * @param terms of this ledger; null where its spec cannot be read
 * @param askAgain when the API server is to be asked for its range once more; null before the first answer
 * @param unreadable what in the ledger's spec cannot be read, in words that name it; null when all of it can
 */
public record LedgerObserved(NodePortLedger ledger, Book book, @Nullable Terms terms, @Nullable String unreadable,
        @Nullable Instant askAgain, Instant now) {
}

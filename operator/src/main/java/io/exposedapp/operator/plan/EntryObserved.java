package io.exposedapp.operator.plan;

import io.exposedapp.operator.app.App;
import io.exposedapp.operator.exposure.SeenService;
import io.exposedapp.operator.ledger.Book;
import io.exposedapp.operator.ledger.Entry;
import io.exposedapp.operator.ledger.Rules;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * All that the decision about one entry may look at.
 *
 * @param app of the holder's namespace and name as the cache has it, or null
 * @param service of the holder's Service name as the cache has it, or null
 * @param book to tell a number that the app moved to from one that somebody wrote into its Service
 * @param look what a live read has shown, or null before one
 * @param rules of the entry's ledger as it is now
 * @param holdRefused the API server would not let the number's hold be made or removed in this pass
 */
public record EntryObserved(
        Entry entry,
        @Nullable App app,
        @Nullable SeenService service,
        Book book,
        @Nullable LiveLook look,
        Rules rules,
        boolean holdRefused,
        Instant now) {

    /** What live reads of the holder and its Service have shown. */
    public sealed interface LiveLook {

        record Absent(Absence proof) implements LiveLook {
        }

        /** A number at rest: the entry is as the caches have it. */
        record AsSeen() implements LiveLook {
        }

        /** The caches lag: the number is wanted after all. */
        record StillWanted(String why) implements LiveLook {
        }
    }
}

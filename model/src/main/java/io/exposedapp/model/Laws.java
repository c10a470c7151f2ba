package io.exposedapp.model;

import java.util.List;
import java.util.stream.Stream;

/** What must be true when everything that was to be done is done. */
public final class Laws {

    private Laws() {
    }

    /** What of it is not so, in sentences. */
    public static List<String> broken(Snapshot seen) {
        return Stream.of(HolderLaws.broken(seen), HoldLaws.broken(seen), StatusLaws.broken(seen), InsideLaws.broken(seen))
                .flatMap(broken -> broken).toList();
    }

    /** The same, and that nobody has lost a number who did not ask for another. */
    public static List<String> broken(Snapshot before, Snapshot seen) {
        return Stream.concat(broken(seen).stream(), KeepingLaw.broken(before, seen)).toList();
    }
}

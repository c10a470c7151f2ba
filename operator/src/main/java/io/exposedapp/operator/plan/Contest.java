package io.exposedapp.operator.plan;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody keeps undoing what the operator writes to an app's Service. To repair at once, each time, would only be a race.
 *
 * @param manager field manager that wrote to it last, as the API server calls it; null if it does not say
 * @param wroteAt when that was; null likewise
 * @param fields that had to be put right the last time
 * @param repairs in a row
 * @param notBefore the next repair
 * @param over it counts as ended then, if nothing has to be put right before
 */
public record Contest(
        @Nullable String manager,
        @Nullable Instant wroteAt,
        List<String> fields,
        int repairs,
        Instant notBefore,
        Instant over) {

    public Contest {
        fields = List.copyOf(fields);
    }
}

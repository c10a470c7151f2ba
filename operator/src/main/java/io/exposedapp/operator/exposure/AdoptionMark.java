package io.exposedapp.operator.exposure;

import io.exposedapp.api.v1.Api;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * How far the taking over of a Service has come, as the annotation {@link Api#ADOPTING_ANNOTATION} tells: {@code true}, and then when the last
 * step was made, until the nodes have had the time to follow.
 */
public final class AdoptionMark {

    static final String BEGUN = "true";

    /** Nodes learn of it by watches of their own, and may make the rules for a Service once in a second only. */
    private static final Duration FOLLOWING = Duration.ofSeconds(5);

    private AdoptionMark() {
    }

    /** The first step was made, the last not yet. */
    public static boolean begun(SeenService service) {
        return BEGUN.equals(service.annotations().get(Api.ADOPTING_ANNOTATION));
    }

    /** The last step is made now. To the next whole second, so that nothing is taken off the time that nodes have. */
    static String ended(Instant now) {
        return now.plusNanos(999_999_999).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** When every node leads to the app's pods, so that the former ones may go; empty where that is so by now, or nothing was taken over. */
    public static Optional<Instant> followedAt(SeenService service, Instant now) {
        return ended(service).filter(ended -> !ended.isAfter(now.plus(FOLLOWING))).map(ended -> ended.plus(FOLLOWING))
                .filter(followed -> followed.isAfter(now));
    }

    /** What is no time, or one that no clock near this one has shown yet, was set by hand, and is removed like anything else of that kind. */
    private static Optional<Instant> ended(SeenService service) {
        try {
            return Optional.ofNullable(service.annotations().get(Api.ADOPTING_ANNOTATION)).filter(text -> !text.equals(BEGUN))
                    .map(Instant::parse);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}

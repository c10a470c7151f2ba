package io.exposedapp.operator.cluster;

import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.ledger.Range;
import io.exposedapp.operator.ledger.RangeAgreement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Numbers that the API server would not allocate although no object shows them, by app. Highly available API servers call a number allocated for
 * seconds after its release, so it is asked for again before an unpinned port moves; so is one that is out of range, at a slower pace.
 */
final class Rejections {

    /** Not asked for again before this. */
    static final Duration PAUSE = Duration.ofMillis(1500);

    /** Not asked for again before this where the number is out of the API server's range, which a restart alone changes. */
    static final Duration RANGE_PAUSE = Duration.ofSeconds(20);

    /** A number that was not asked for in so long starts afresh. */
    private static final Duration FORGOTTEN = Duration.ofMinutes(2);

    private record Key(AppRef app, int number) {
    }

    private record Times(Instant first, Instant last, @Nullable Range range) {

        /**
         * Asking again would only cost a request: it is too soon; or the number was refused for long enough, and the range that is believed does not
         * have it either, so that the port is to move.
         */
        boolean stands(boolean believed, Instant now) {
            return range == null
                    ? last.plus(PAUSE).isAfter(now)
                    : last.plus(RANGE_PAUSE).isAfter(now)
                            || (!believed && !first.plus(RangeAgreement.APART).isAfter(now) && !forgotten(now));
        }

        boolean forgotten(Instant now) {
            return !last.plus(FORGOTTEN).isAfter(now);
        }
    }

    private final Map<Key, Times> times = new ConcurrentHashMap<>();

    /**
     * The number was rejected; answers with the first time that it was.
     *
     * @param range the API server's, which the number is not in; null where the number is said to be allocated
     */
    Instant rejected(AppRef app, int number, @Nullable Range range, Instant now) {
        times.values().removeIf(known -> known.forgotten(now));
        return times.compute(new Key(app, number), (key, before) -> new Times(before == null ? now : before.first(), now, range)).first();
    }

    /**
     * Rejected so recently that asking again would only cost a request: number to first rejection.
     *
     * @param believed whether the API server's range, as far as it is known, has a number
     */
    Map<Integer, Instant> of(AppRef app, IntPredicate believed, Instant now) {
        var since = new HashMap<Integer, Instant>();
        standing(app, believed, now).forEach((number, known) -> since.put(number, known.first()));
        return since;
    }

    /** Of these, those out of the API server's range, with that range. */
    Map<Integer, Range> outOfRange(AppRef app, IntPredicate believed, Instant now) {
        var outside = new HashMap<Integer, Range>();
        standing(app, believed, now).forEach((number, known) -> {
            if (known.range() != null) {
                outside.put(number, known.range());
            }
        });
        return outside;
    }

    private Map<Integer, Times> standing(AppRef app, IntPredicate believed, Instant now) {
        var standing = new HashMap<Integer, Times>();
        times.forEach((key, known) -> {
            if (key.app().equals(app) && known.stands(believed.test(key.number()), now)) {
                standing.put(key.number(), known);
            }
        });
        return standing;
    }

    /** The Service carries numbers again, or the app is gone. */
    void clear(AppRef app) {
        times.keySet().removeIf(key -> key.app().equals(app));
    }
}

package io.exposedapp.test.traffic;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How many requests ended in which way.
 *
 * @param counts for each outcome, 0 included
 * @param slowestMillis the longest that one of them took that ended well: a lost packet that was sent again shows as 1,000 and more
 */
public record Tally(Map<Outcome, Long> counts, long slowestMillis) {

    private static final String SLOWEST = "slowest";
    private static final Pattern WORD = Pattern.compile("(\\w+)=(\\d+)");

    public Tally {
        var complete = new EnumMap<Outcome, Long>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            complete.put(outcome, counts.getOrDefault(outcome, 0L));
        }
        counts = Collections.unmodifiableMap(complete);
    }

    public static final Tally NONE = new Tally(Map.of(), 0);

    /** Requests that ended, well or not. */
    public long sent() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Requests that ended in any way but well. */
    public long lost() {
        return sent() - of(Outcome.OK);
    }

    public long of(Outcome outcome) {
        return counts.getOrDefault(outcome, 0L);
    }

    /** What came after an earlier tally of the same client. The slowest is that of both. */
    public Tally since(Tally earlier) {
        return new Tally(
                counts.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue() - earlier.of(e.getKey()))),
                slowestMillis);
    }

    Tally with(Outcome outcome, long millis) {
        var more = new EnumMap<>(counts);
        more.merge(outcome, 1L, Long::sum);
        return new Tally(more, outcome == Outcome.OK ? Math.max(slowestMillis, millis) : slowestMillis);
    }

    /** As {@link #parse} reads it and people do: {@code OK=12 REFUSED=0 … slowest=31}. */
    @Override
    public String toString() {
        return counts.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).collect(Collectors.joining(" ")) + " " + SLOWEST + "="
                + slowestMillis;
    }

    static Tally parse(String text) {
        var counts = new EnumMap<Outcome, Long>(Outcome.class);
        var slowest = 0L;
        for (var word = WORD.matcher(text); word.find();) {
            var number = Long.parseLong(word.group(2));
            if (word.group(1).equals(SLOWEST)) {
                slowest = number;
            } else {
                counts.put(Outcome.valueOf(word.group(1)), number);
            }
        }
        return new Tally(counts, slowest);
    }
}

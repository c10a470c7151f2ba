package io.exposedapp.operator.ledger;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Port numbers from {@code first} to {@code last}, both included. Written as the API server and the ledger write it: {@code 30000-32767}, or
 * {@code 30500} for one number.
 *
 * @param first 1-65535
 * @param last from {@code first} to 65535
 */
public record Range(int first, int last) implements Comparable<Range> {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");
    private static final Comparator<Range> ORDER = Comparator.comparingInt(Range::first).thenComparingInt(Range::last);

    public Range {
        if (first < 1 || last > 65535 || first > last) {
            throw new IllegalArgumentException(
                    "%d-%d is no range of ports: write the lower number first, both within 1-65535".formatted(first, last));
        }
    }

    /**
     * Reads {@code 30000-32767} or {@code 30500}.
     *
     * @throws IllegalArgumentException with a sentence that says what to write instead
     */
    public static Range parse(String text) {
        var matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no range of ports: write it as \"30000-32767\", or one number");
        }
        int first = Integer.parseInt(matcher.group(1));
        var last = matcher.group(2);
        return new Range(first, last == null ? first : Integer.parseInt(last));
    }

    public boolean contains(int number) {
        return first <= number && number <= last;
    }

    /** What both have. */
    Optional<Range> common(Range other) {
        int from = Math.max(first, other.first);
        int to = Math.min(last, other.last);
        return from > to ? Optional.empty() : Optional.of(new Range(from, to));
    }

    /** How many numbers. */
    public int size() {
        return last - first + 1;
    }

    @Override
    public int compareTo(Range other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return first == last ? Integer.toString(first) : first + "-" + last;
    }
}

package io.exposedapp.test.times;

import io.exposedapp.test.tier.Tier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Minutes by tier, and the classes that took most of them, in Markdown.
 *
 * @param times of all classes of a run, in any order
 */
record TimesTable(List<TestTime> times) {

    /** Shorter classes share one line a tier. */
    private static final double SHOWN_FROM_SECONDS = 5;

    String markdown() {
        return Stream
                .concat(Stream.of("| tier | classes | tests | minutes of tests | minutes from the first to the last |",
                        "|---|---|---|---|---|"),
                        Arrays.stream(Tier.values()).filter(tier -> !of(tier).isEmpty()).map(this::tierLine))
                .collect(Collectors.joining("\n"))
                + "\n\n"
                + Stream.concat(Stream.of("| tier | class | tests | seconds |", "|---|---|---|---|"),
                        Arrays.stream(Tier.values()).flatMap(this::classLines)).collect(Collectors.joining("\n"))
                + "\n";
    }

    private String tierLine(Tier tier) {
        List<TestTime> all = of(tier);
        long span = all.stream().mapToLong(TestTime::end).max().orElse(0) - all.stream().mapToLong(TestTime::start).min().orElse(0);
        return "| %s | %d | %d | %s | %s |".formatted(tier.tag(), all.size(), tests(all), oneDecimal(seconds(all) / 60),
                oneDecimal(span / 60_000.0));
    }

    private Stream<String> classLines(Tier tier) {
        List<TestTime> longOnes = of(tier).stream().filter(time -> time.seconds() >= SHOWN_FROM_SECONDS)
                .sorted(Comparator.comparingDouble(TestTime::seconds).reversed().thenComparing(TestTime::name)).toList();
        List<TestTime> rest = of(tier).stream().filter(time -> time.seconds() < SHOWN_FROM_SECONDS).toList();
        Stream<String> lines = longOnes.stream()
                .map(time -> "| %s | %s | %d | %s |".formatted(tier.tag(), time.name(), time.tests(), oneDecimal(time.seconds())));
        return rest.isEmpty()
                ? lines
                : Stream.concat(lines, Stream.of("| %s | %d classes of less than %.0f s | %d | %s |".formatted(tier.tag(), rest.size(),
                        SHOWN_FROM_SECONDS, tests(rest), oneDecimal(seconds(rest)))));
    }

    private List<TestTime> of(Tier tier) {
        return times.stream().filter(time -> time.tier() == tier).toList();
    }

    private static int tests(List<TestTime> times) {
        return times.stream().mapToInt(TestTime::tests).sum();
    }

    private static double seconds(List<TestTime> times) {
        return times.stream().mapToDouble(TestTime::seconds).sum();
    }

    private static String oneDecimal(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}

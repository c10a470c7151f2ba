package io.exposedapp.operator;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The shape of the code as rules over its sources; each answers with a line for every place that breaks it. */
final class ArchitectureRules {

    private static final String ROOT = "io.exposedapp.operator.";
    private static final Set<String> EVERYTHING = Set.of("app", "ledger", "workload", "exposure", "plan", "status", "cluster",
            "controller", "metrics");

    /** Which room may look into which; a room that is in no row is not allowed at all. */
    // @formatter:off
    private static final Map<String, Set<String>> ARROWS = Map.of(
            "app",        Set.of(),
            "ledger",     Set.of("app"),
            "workload",   Set.of("app"),
            "exposure",   Set.of("app"),
            "plan",       Set.of("app", "ledger", "workload", "exposure"),
            "status",     Set.of("app", "ledger", "workload", "exposure", "plan"),
            "cluster",    Set.of("app", "ledger", "workload", "exposure", "plan", "status"),
            "controller", Set.of("app", "ledger", "workload", "exposure", "plan", "status", "cluster"),
            "metrics",    Set.of("app", "ledger", "cluster"),
            "",           EVERYTHING);
    // @formatter:on

    private static final Set<String> PURE = Set.of("app", "ledger", "workload", "exposure", "plan", "status");

    private static final List<String> PURE_MAY_USE = List.of("java.", "org.jspecify.annotations.", "com.fasterxml.jackson.databind.",
            "com.fasterxml.jackson.core.", "io.exposedapp.api.v1.", "io.fabric8.kubernetes.api.model.", ROOT);

    private static final Pattern CLOCK_OR_CHANCE = Pattern
            .compile("\\b(Clock|InstantSource)\\b|\\b(Instant|Local\\w+|ZonedDateTime|OffsetDateTime|Year)\\s*(\\.|::)\\s*now\\b"
                    + "|currentTimeMillis|nanoTime|\\b(Random|SecureRandom|SplittableRandom|ThreadLocalRandom)\\b|randomUUID"
                    + "|Math\\.random|java\\.util\\.logging");

    private static final String JOSDK = "io.javaoperatorsdk.";
    private static final Set<String> JOSDK_FILES = Set.of("Program.java", "ControllerRuntime.java", "metrics/JosdkMetrics.java",
            "metrics/OperatorMetrics.java",
            "cluster/Leadership.java");

    private static final Pattern HALT = Pattern.compile("\\bSystem\\s*(\\.|::)\\s*exit\\b|\\bRuntime\\b.*\\bhalt\\b");
    private static final Pattern PROOF = Pattern.compile("\\bnew\\s+Absence\\s*\\(");
    private static final Pattern DUSTBIN = Pattern
            .compile("\\b(class|record|interface|enum)\\s+\\w*(Util|Utils|Helper|Helpers|Manager|Managers)\\b");
    private static final int MOST_LINES = 200;

    /** As long as the API has reasons. */
    private static final String VOCABULARY = "status/Reason.java";

    private ArchitectureRules() {
    }

    static Stream<String> broken(SourceFile file) {
        return Stream.of(rooms(file), arrows(file), pure(file), clockless(file), josdk(file), halt(file), proof(file), names(file),
                size(file)).flatMap(lines -> lines);
    }

    private static Stream<String> rooms(SourceFile file) {
        return ARROWS.containsKey(file.room())
                ? Stream.empty()
                : Stream.of(at(file, 1, "package " + ROOT + file.room() + " is in no row of the table of arrows"));
    }

    private static Stream<String> arrows(SourceFile file) {
        var allowed = ARROWS.getOrDefault(file.room(), EVERYTHING);
        return mentions(file, type -> type.startsWith(ROOT) && !roomOf(type).equals(file.room()) && !allowed.contains(roomOf(type)),
                "must not look into that package");
    }

    private static Stream<String> pure(SourceFile file) {
        return PURE.contains(file.room())
                ? mentions(file, type -> PURE_MAY_USE.stream().noneMatch(type::startsWith), "is not for a pure package")
                : Stream.empty();
    }

    private static Stream<String> clockless(SourceFile file) {
        return PURE.contains(file.room())
                ? lines(file, CLOCK_OR_CHANCE, "a pure package has no clock, no chance and no logger: time is a parameter")
                : Stream.empty();
    }

    private static Stream<String> josdk(SourceFile file) {
        return file.room().equals("controller") || JOSDK_FILES.contains(file.path())
                ? Stream.empty()
                : mentions(file, type -> type.startsWith(JOSDK),
                        "JOSDK is for controller, Program, ControllerRuntime, JosdkMetrics, OperatorMetrics and Leadership only");
    }

    private static Stream<String> halt(SourceFile file) {
        return file.path().equals("Main.java") ? Stream.empty() : lines(file, HALT, "only Main ends the process");
    }

    private static Stream<String> proof(SourceFile file) {
        return file.path().equals("cluster/LiveReads.java")
                ? Stream.empty()
                : lines(file, PROOF, "only cluster/LiveReads proves an absence, from live reads");
    }

    private static Stream<String> names(SourceFile file) {
        return lines(file, DUSTBIN, "a class is named for its idea, not as a place for leftovers");
    }

    private static Stream<String> size(SourceFile file) {
        int lines = file.lines().size();
        return lines <= MOST_LINES || file.path().equals(VOCABULARY)
                ? Stream.empty()
                : Stream.of(at(file, lines, "a file is one idea on two screens: at most " + MOST_LINES + " lines"));
    }

    private static String roomOf(String type) {
        var below = type.substring(ROOT.length());
        int dot = below.lastIndexOf('.');
        return dot < 0 ? "" : below.substring(0, dot);
    }

    private static Stream<String> mentions(SourceFile file, Predicate<String> wrong, String rule) {
        return file.mentions().stream().filter(mention -> wrong.test(mention.type()))
                .map(mention -> at(file, mention.line(), mention.type() + ": " + rule));
    }

    private static Stream<String> lines(SourceFile file, Pattern wrong, String rule) {
        return IntStream.range(0, file.lines().size()).filter(i -> wrong.matcher(file.lines().get(i)).find())
                .mapToObj(i -> at(file, i + 1, file.lines().get(i).strip() + ": " + rule));
    }

    private static String at(SourceFile file, int line, String rule) {
        return file.path() + ":" + line + " " + rule;
    }
}

package io.exposedapp.model;

import static io.exposedapp.api.v1.NodePortReservationSpec.COOLING_DOWN;
import static io.exposedapp.api.v1.NodePortReservationSpec.HELD;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.api.v1.NodePortLedgerSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whether what a user is told of a refused port is true: the sentence is read, as a person would, and held against what is there. */
final class Reasons {

    private static final Pattern HELD_BY = Pattern.compile("nodePort (\\d+) is held by (\\S+)/(\\S+) \\(port ([^)]*)\\) since .*");
    private static final Pattern HELD_HERE = Pattern.compile("nodePort (\\d+) is held by port (.*) of this app, which keeps it;.*");
    private static final Pattern ON_SERVICE = Pattern.compile("nodePort (\\d+) is used by Service ([^/\\s]+)/([^,\\s]+),? .*");
    private static final Pattern RESTS = Pattern.compile("nodePort (\\d+) rests until (\\S+) after (\\S+)/(\\S+) gave it up;.*");
    private static final Pattern OUT_OF_RANGE = Pattern.compile("nodePort (\\d+) is not in the valid range (\\S+) of ledger (\\S+);.*");
    private static final Pattern EXCLUDED = Pattern.compile("nodePort (\\d+) is excluded by ledger (\\S+);.*");
    private static final Pattern FULL = Pattern.compile("ledger (\\S+) has no free number: of (\\d+), held (\\d+), resting (\\d+).*");

    private final Snapshot seen;
    private final ExposedApp app;
    private final Wish port;
    private final String message;

    private Reasons(Snapshot seen, ExposedApp app, Wish port, String message) {
        this.seen = seen;
        this.app = app;
        this.port = port;
        this.message = message;
    }

    /** What is not true of it; nothing where it is true. */
    static Stream<String> untrue(Snapshot seen, ExposedApp app, Wish port, String reason, String message) {
        var told = new Reasons(seen, app, port, message);
        return switch (reason) {
            case "PortInUse" -> told.inUse();
            case "PortResting" -> told.resting();
            case "PortOutOfRange" -> told.outOfRange();
            case "PortExcluded" -> told.excluded();
            case "LedgerExhausted" -> told.exhausted();
            case "LedgerNotFound" -> when(seen.ledgers().containsKey(Sequence.LEDGER), "the ledger is there");
            case "ServiceNotOwned", "ReservationPending" -> told.serviceOfSomebodyElse();
            default -> Stream.of("such a reason should not last");
        };
    }

    private Stream<String> inUse() {
        var here = HELD_HERE.matcher(message);
        if (here.matches()) {
            int number = number(here);
            return when(Apps.ports(app).stream().noneMatch(other -> !other.name().equals(port.name())
                    && seen.serviceOf(app).flatMap(service -> Snapshot.number(service, other.name())).filter(n -> n == number).isPresent()),
                    "no other port of the app is on it");
        }
        var held = HELD_BY.matcher(message);
        if (held.matches()) {
            return when(seen.entry(number(held)).map(e -> e.getSpec())
                    .filter(spec -> spec.state().equals(HELD) && Snapshot.app(spec.holder()).equals(key(held, 2))
                            && List.of(held.group(4).split(", ", -1)).stream().allMatch(name -> Snapshot.has(spec.holder(), name)))
                    .isEmpty(), "the ledger says " + entry(number(held)));
        }
        var used = ON_SERVICE.matcher(message);
        if (used.matches()) {
            return when(Optional.ofNullable(seen.services().get(key(used, 2))).filter(s -> Numbers.of(s).containsKey(number(used)))
                    .isEmpty(), "it is on " + seen.carriers(number(used)).stream().map(AppKey::of).toList());
        }
        return Stream.of("nobody is named");
    }

    private Stream<String> resting() {
        var rests = RESTS.matcher(message);
        return when(!rests.matches() || seen.entry(number(rests)).map(e -> e.getSpec())
                .filter(spec -> spec.state().equals(COOLING_DOWN) && rests.group(2).equals(spec.until())
                        && Snapshot.app(spec.holder()).equals(key(rests, 3))
                        && !spec.holder().namespace().equals(app.getMetadata().getNamespace()))
                .isEmpty(), "it does not rest like that");
    }

    private Stream<String> outOfRange() {
        var out = OUT_OF_RANGE.matcher(message);
        return when(!out.matches() || !range().toString().equals(out.group(2)) || range().contains(number(out)),
                "the range is " + range());
    }

    private Stream<String> excluded() {
        var excluded = EXCLUDED.matcher(message);
        return when(!excluded.matches() || !Numbers.anyContains(excludedNumbers(), number(excluded)), "the ledger excludes "
                + excludedNumbers());
    }

    private Stream<String> exhausted() {
        var full = FULL.matcher(message);
        if (!full.matches()) {
            return Stream.of("no counts are told");
        }
        var free = new ArrayList<Integer>();
        for (int number = range().first(); number <= range().last(); number++) {
            if (!Numbers.anyContains(excludedNumbers(), number) && seen.entry(number).isEmpty() && seen.carriers(number).isEmpty()) {
                free.add(number);
            }
        }
        return Stream.of(when(!free.isEmpty(), "free are " + free), count(full.group(3), HELD), count(full.group(4), COOLING_DOWN))
                .flatMap(broken -> broken);
    }

    private Stream<String> count(String told, String state) {
        var there = seen.entries().values().stream().map(e -> e.getSpec())
                .filter(spec -> spec.ledger().equals(Sequence.LEDGER) && spec.state().equals(state)).count();
        return when(there != Long.parseLong(told), state + " are " + there);
    }

    private Stream<String> serviceOfSomebodyElse() {
        return when(!seen.services().containsKey(AppKey.of(app)) || seen.serviceOf(app).isPresent(), "there is no such Service");
    }

    private Numbers range() {
        var range = spec().range();
        return range == null ? Sequence.NUMBERS : Numbers.parse(range).common(Sequence.NUMBERS);
    }

    private List<String> excludedNumbers() {
        var excluded = spec().excluded();
        return excluded == null ? List.of() : excluded;
    }

    private NodePortLedgerSpec spec() {
        var ledger = seen.ledgers().get(Sequence.LEDGER);
        if (ledger == null) {
            throw new BrokenLaw(message + ": there is no ledger that could say so");
        }
        return ledger.getSpec();
    }

    private String entry(int number) {
        return seen.entry(number).map(HolderLaws::told).orElse("nothing");
    }

    private static int number(Matcher told) {
        return Integer.parseInt(told.group(1));
    }

    private static AppKey key(Matcher told, int group) {
        return new AppKey(told.group(group), told.group(group + 1));
    }

    private static Stream<String> when(boolean broken, String problem) {
        return broken ? Stream.of(problem) : Stream.empty();
    }
}

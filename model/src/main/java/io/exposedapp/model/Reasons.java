package io.exposedapp.model;

import static io.exposedapp.api.v1.NodePortReservationSpec.COOLING_DOWN;
import static io.exposedapp.api.v1.NodePortReservationSpec.HELD;
import static io.exposedapp.api.v1.NodePortReservationSpec.RETAINED;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.api.v1.NodePortLedgerSpec;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
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
    private static final Pattern RETAINED_FOR = Pattern.compile("nodePort (\\d+) is retained for (\\S+)/(\\S+) since .*");
    private static final Pattern SET_ASIDE = Pattern
            .compile("nodePort (\\d+) is (?:blocked|set aside for (\\S+/\\S+)) by ledger ([^;\\s]+).*");

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
        var ofLedger = new LedgerReasons(seen, app, message);
        return switch (reason) {
            case "PortInUse" -> told.inUse();
            case "PortResting" -> told.resting();
            case "PortRetained" -> told.retained();
            case "PortOutOfRange" -> told.outOfRange();
            case "PortExcluded" -> told.excluded();
            case "PortSetAside" -> told.setAside();
            case "LedgerExhausted" -> ofLedger.exhausted();
            case "QuotaExceeded" -> ofLedger.quota();
            case "LedgerSuspended" -> ofLedger.suspended();
            case "LedgerNotFound" -> ofLedger.notFound();
            case "NamespaceNotAllowed" -> ofLedger.notAllowed();
            case "ServiceNotOwned", "ReservationPending" -> told.serviceOfSomebodyElse();
            default -> Stream.of("such a reason should not last");
        };
    }

    private Stream<String> inUse() {
        var here = HELD_HERE.matcher(message);
        if (here.matches()) {
            int number = number(here);
            return Problem.when(Apps.ports(app).stream().noneMatch(other -> !other.name().equals(port.name())
                    && seen.serviceOf(app).flatMap(service -> Snapshot.number(service, other.name())).filter(n -> n == number).isPresent()),
                    "no other port of the app is on it");
        }
        var held = HELD_BY.matcher(message);
        if (held.matches()) {
            return Problem.when(seen.entry(number(held)).map(e -> e.getSpec())
                    .filter(spec -> spec.state().equals(HELD) && Snapshot.app(spec.holder()).equals(key(held, 2))
                            && List.of(held.group(4).split(", ", -1)).stream().allMatch(name -> Snapshot.has(spec.holder(), name)))
                    .isEmpty(), "the ledger says " + entry(number(held)));
        }
        var used = ON_SERVICE.matcher(message);
        if (used.matches()) {
            return Problem.when(Optional.ofNullable(seen.services().get(key(used, 2))).filter(s -> Numbers.of(s).containsKey(number(used)))
                    .isEmpty(), "it is on " + seen.carriers(number(used)).stream().map(AppKey::of).toList());
        }
        return Stream.of("nobody is named");
    }

    private Stream<String> resting() {
        var rests = RESTS.matcher(message);
        return Problem.when(!rests.matches() || seen.entry(number(rests)).map(e -> e.getSpec())
                .filter(spec -> spec.state().equals(COOLING_DOWN) && rests.group(2).equals(spec.until())
                        && Snapshot.app(spec.holder()).equals(key(rests, 3))
                        && !spec.holder().namespace().equals(app.getMetadata().getNamespace()))
                .isEmpty(), "it does not rest like that");
    }

    private Stream<String> retained() {
        var told = RETAINED_FOR.matcher(message);
        return Problem.when(!told.matches() || seen.entry(number(told)).map(e -> e.getSpec())
                .filter(spec -> spec.state().equals(RETAINED) && Snapshot.app(spec.holder()).equals(key(told, 2))
                        && !spec.holder().namespace().equals(app.getMetadata().getNamespace()))
                .isEmpty(), "it is not retained like that");
    }

    private Stream<String> outOfRange() {
        return said(OUT_OF_RANGE, 3, (told, spec) -> told.group(2).equals(Rulebook.range(spec).toString())
                && !Rulebook.range(spec).contains(number(told)));
    }

    private Stream<String> excluded() {
        return said(EXCLUDED, 2, (told, spec) -> Rulebook.excludes(spec, number(told)));
    }

    private Stream<String> setAside() {
        return said(SET_ASIDE, 3, (told, spec) -> Rulebook.setAside(spec, number(told)).findAny().isPresent()
                && seen.ledgers().values().stream().flatMap(l -> Rulebook.setAside(l.getSpec(), number(told)))
                        .noneMatch(item -> Rulebook.isFor(item, AppKey.of(app))));
    }

    private Stream<String> said(Pattern sentence, int ledger, BiPredicate<Matcher, NodePortLedgerSpec> isTrue) {
        var told = sentence.matcher(message);
        return Problem.when(!told.matches() || Optional.ofNullable(seen.ledgers().get(told.group(ledger))).map(l -> l.getSpec())
                .filter(spec -> isTrue.test(told, spec)).isEmpty(), "no such ledger says so");
    }

    private Stream<String> serviceOfSomebodyElse() {
        return Problem.when(!seen.services().containsKey(AppKey.of(app)) || seen.serviceOf(app).isPresent(), "there is no such Service");
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
}

package io.exposedapp.model;

import static io.exposedapp.api.v1.NodePortReservationSpec.COOLING_DOWN;
import static io.exposedapp.api.v1.NodePortReservationSpec.HELD;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.api.v1.NodePortLedger;
import io.exposedapp.api.v1.NodePortReservationSpec;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whether what is told of a whole ledger is true. */
final class LedgerReasons {

    private static final Pattern FULL = Pattern.compile("ledger (\\S+) has no free number: of (\\d+), held (\\d+), resting (\\d+).*");
    private static final Pattern QUOTA = Pattern.compile("namespace (\\S+) uses (\\d+) of (\\d+) numbers of ledger (\\S+?)[ ;].*");
    private static final Pattern SUSPENDED = Pattern.compile("ledger (\\S+) is suspended .*");

    private final Snapshot seen;
    private final ExposedApp app;
    private final String message;

    LedgerReasons(Snapshot seen, ExposedApp app, String message) {
        this.seen = seen;
        this.app = app;
        this.message = message;
    }

    Stream<String> exhausted() {
        return about(FULL, 1, (full, ledger) -> {
            var free = Rulebook.free(seen, ledger.getSpec());
            return Stream.of(Problem.when(!free.isEmpty(), "free are " + free), count(ledger, full.group(3), HELD),
                    count(ledger, full.group(4), COOLING_DOWN)).flatMap(broken -> broken);
        });
    }

    Stream<String> quota() {
        return about(QUOTA, 4, (told, ledger) -> {
            var namespace = app.getMetadata().getNamespace();
            var used = entries(ledger, spec -> spec.holder().namespace().equals(namespace));
            var quota = Objects.requireNonNullElse(ledger.getSpec().quotaPerNamespace(), Integer.MAX_VALUE);
            return Problem.when(!told.group(1).equals(namespace) || used != Long.parseLong(told.group(2))
                    || quota != Integer.parseInt(told.group(3)) || used < quota, "it uses " + used + " of " + quota);
        });
    }

    Stream<String> suspended() {
        return about(SUSPENDED, 1, (_, ledger) -> Problem.when(!Boolean.TRUE.equals(ledger.getSpec().suspended()), "it is not"));
    }

    /** There is none, or not the one that is asked for. */
    Stream<String> notFound() {
        var asked = Apps.ledger(app);
        return Problem.when(asked == null ? !seen.ledgers().isEmpty() : seen.ledgers().containsKey(asked), "the ledger is there");
    }

    Stream<String> notAllowed() {
        return Problem.when(seen.ledgers().isEmpty() || Rulebook.ledgerOf(seen, app).isPresent(), "a ledger admits the namespace");
    }

    private interface Check {

        Stream<String> of(Matcher told, NodePortLedger ledger);
    }

    /** The sentence names the app's ledger, and more. */
    private Stream<String> about(Pattern sentence, int name, Check check) {
        var told = sentence.matcher(message);
        var ledger = Rulebook.ledgerOf(seen, app);
        return told.matches() && ledger.isPresent() && ledger.get().getMetadata().getName().equals(told.group(name))
                ? check.of(told, ledger.get())
                : Stream.of("that is not said of the app's ledger");
    }

    private Stream<String> count(NodePortLedger ledger, String told, String state) {
        var there = entries(ledger, spec -> spec.state().equals(state));
        return Problem.when(there != Long.parseLong(told), state + " are " + there);
    }

    private long entries(NodePortLedger ledger, Predicate<NodePortReservationSpec> which) {
        return seen.entries().values().stream().map(e -> e.getSpec())
                .filter(spec -> spec.ledger().equals(ledger.getMetadata().getName()) && which.test(spec)).count();
    }
}

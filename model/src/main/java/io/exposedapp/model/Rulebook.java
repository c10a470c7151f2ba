package io.exposedapp.model;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.api.v1.NodePortLedger;
import io.exposedapp.api.v1.NodePortLedgerSpec;
import io.exposedapp.api.v1.NodePortLedgerSpec.SetAside;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What ledgers say, read after the design. */
final class Rulebook {

    private static final Comparator<NodePortLedger> FIRST_CHOICE = Comparator
            .comparingInt((NodePortLedger l) -> -Objects.requireNonNullElse(l.getSpec().priority(), 0))
            .thenComparing(l -> l.getMetadata().getName());

    private Rulebook() {
    }

    /** The ledger of an app; empty where there is none for it. */
    static Optional<NodePortLedger> ledgerOf(Snapshot seen, ExposedApp app) {
        var asked = Apps.ledger(app);
        return seen.ledgers().values().stream().filter(ledger -> asked == null || asked.equals(ledger.getMetadata().getName()))
                .filter(ledger -> admits(ledger.getSpec(), app.getMetadata().getNamespace())).min(FIRST_CHOICE);
    }

    private static boolean admits(NodePortLedgerSpec spec, String namespace) {
        var selector = spec.namespaceSelector();
        return selector == null || namespace.equals(selector.getMatchLabels().get(Terms.NAME_LABEL));
    }

    static Numbers range(NodePortLedgerSpec spec) {
        return spec.range() == null ? Sequence.NUMBERS : Numbers.parse(spec.range()).common(Sequence.NUMBERS);
    }

    static boolean excludes(NodePortLedgerSpec spec, int number) {
        return Numbers.anyContains(Objects.requireNonNullElse(spec.excluded(), List.of()), number);
    }

    static Stream<SetAside> setAside(NodePortLedgerSpec spec, int number) {
        return Objects.requireNonNullElse(spec.setAside(), List.<SetAside>of()).stream()
                .filter(item -> Numbers.anyContains(item.numbers(), number));
    }

    static boolean isFor(SetAside item, AppKey app) {
        var meant = item.beneficiary();
        return meant != null && meant.namespace().equals(app.namespace()) && (meant.app() == null || meant.app().equals(app.name()));
    }

    static boolean suspended(Snapshot seen, String ledger) {
        var object = seen.ledgers().get(ledger);
        return object != null && Boolean.TRUE.equals(object.getSpec().suspended());
    }

    /** A ledger that is gone holds, as one that says nothing does. */
    static boolean holds(Snapshot seen, String ledger) {
        var object = seen.ledgers().get(ledger);
        return object == null || !Boolean.FALSE.equals(object.getSpec().hold());
    }

    /** Numbers that anybody would be granted from the ledger. */
    static List<Integer> free(Snapshot seen, NodePortLedgerSpec spec) {
        var range = range(spec);
        return Stream.iterate(range.first(), n -> n <= range.last(), n -> n + 1)
                .filter(n -> !excludes(spec, n) && seen.entry(n).isEmpty() && seen.carriers(n).isEmpty()
                        && seen.ledgers().values().stream().allMatch(l -> setAside(l.getSpec(), n).findAny().isEmpty()))
                .toList();
    }
}

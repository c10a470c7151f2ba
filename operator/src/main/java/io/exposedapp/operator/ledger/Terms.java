package io.exposedapp.operator.ledger;

import io.exposedapp.api.v1.NodePortLedger;
import io.exposedapp.api.v1.NodePortLedgerSpec;
import io.exposedapp.operator.app.AppRef;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a NodePortLedger allows, after its spec and what the API server has said.
 *
 * @param range in force; null while it is not known: then a pin may be tried and nothing else is granted
 * @param rangeProblem why the range is not known; null when it is
 * @param setAside numbers that are not for everybody
 * @param namespaces whose apps may use the ledger
 */
public record Terms(
        String ledger,
        @Nullable Range range,
        @Nullable String rangeProblem,
        NumberSet excluded,
        List<SetAside> setAside,
        Selector namespaces,
        Rules rules) {

    public Terms {
        if ((range == null) == (rangeProblem == null)) {
            throw new IllegalArgumentException("either a range or the reason why there is none");
        }
        setAside = List.copyOf(setAside);
    }

    /** A ledger for every namespace that sets nothing aside. */
    public Terms(String ledger, @Nullable Range range, @Nullable String rangeProblem, NumberSet excluded, Rules rules) {
        this(ledger, range, rangeProblem, excluded, List.of(), Selector.EVERYTHING, rules);
    }

    /**
     * Reads a ledger.
     *
     * @param learnt what the API server has said of its own range; null before it was asked
     * @throws IllegalArgumentException naming the field that cannot be read: nothing is granted from such a ledger
     */
    public static Terms of(NodePortLedger ledger, @Nullable LearntRange learnt) {
        var spec = Objects.requireNonNullElse(ledger.getSpec(), NodePortLedgerSpec.unset());
        var name = ledger.getMetadata().getName();
        var asked = spec.range() == null ? null : Range.parse(spec.range());
        var range = learnt instanceof LearntRange.Known(Range own) ? (asked == null ? own : common(asked, own)) : asked;
        return new Terms(name, range, range == null ? problem(learnt) : null,
                NumberSet.excluded(Objects.requireNonNullElse(spec.excluded(), List.of())),
                Objects.requireNonNullElse(spec.setAside(), List.<NodePortLedgerSpec.SetAside>of()).stream()
                        .map(item -> SetAside.of(name, item)).toList(),
                Selector.of(spec.namespaceSelector()), Rules.of(spec));
    }

    private static String problem(@Nullable LearntRange learnt) {
        return learnt instanceof LearntRange.Unknown(String why) ? why : "the API server has not been asked for its range yet";
    }

    /** A ledger may name more than the API server has; only what both have can ever be granted. */
    private static Range common(Range asked, Range own) {
        return asked.common(own).orElseThrow(
                () -> new IllegalArgumentException("range " + asked + " lies outside the API server's own, " + own));
    }

    /** Apps of a namespace with these labels may use the ledger. */
    boolean admitsNamespace(Map<String, String> labels) {
        return namespaces.admits(labels);
    }

    boolean inRange(int number) {
        return range == null || range.contains(number);
    }

    /** Numbers that the ledger may grant at all. */
    public boolean admits(int number) {
        return inRange(number) && !excluded.contains(number);
    }

    /** All that the ledger may grant, ascending; none while the range is not known. */
    int[] numbers() {
        return range == null ? new int[0] : IntStream.rangeClosed(range.first(), range.last()).filter(this::admits).toArray();
    }

    /** Numbers that the ledger might grant and sets aside, each with the first item that says so. */
    public SortedMap<Integer, SetAside> keptNumbers() {
        var kept = new TreeMap<Integer, SetAside>();
        setAside.forEach(item -> item.numbers().stream().filter(this::admits).forEach(n -> kept.putIfAbsent(n, item)));
        return kept;
    }

    /** The number is set aside, for whomever. */
    boolean setsAside(int number) {
        return setAside.stream().anyMatch(s -> s.numbers().contains(number));
    }

    /** Numbers that are set aside for this port. */
    IntStream numbersFor(AppRef app, String port) {
        return setAside.stream().filter(s -> s.isFor(app, port)).flatMapToInt(s -> s.numbers().stream()).distinct();
    }

    /** How closely the number is set aside for this port; -1 where it is not. */
    int closeness(AppRef app, String port, int number) {
        return setAside.stream().filter(s -> s.numbers().contains(number) && s.isFor(app, port)).map(SetAside::beneficiary)
                .filter(Objects::nonNull)
                .mapToInt(SetAside.Beneficiary::closeness).max().orElse(-1);
    }
}

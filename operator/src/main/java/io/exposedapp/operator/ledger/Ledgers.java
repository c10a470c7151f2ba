package io.exposedapp.operator.ledger;

import io.exposedapp.operator.app.AppRef;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All ledgers, and which of them is an app's.
 *
 * @param terms by name, of those that can be read
 * @param unreadable what is wrong in the others, by name: nothing is granted from them
 * @param rules of all, by name: a mistake in a range must not lift a suspension
 */
public record Ledgers(SortedMap<String, Terms> terms, SortedMap<String, String> unreadable, SortedMap<String, Rules> rules) {

    private static final Comparator<Terms> FIRST_CHOICE = Comparator.comparingInt((Terms t) -> -t.rules().priority())
            .thenComparing(Terms::ledger);

    /** The name under which a number is entered that is made again from a Service while there is no ledger at all. */
    private static final String NONE = "default";

    public Ledgers {
        terms = Collections.unmodifiableSortedMap(new TreeMap<>(terms));
        unreadable = Collections.unmodifiableSortedMap(new TreeMap<>(unreadable));
        rules = Collections.unmodifiableSortedMap(new TreeMap<>(rules));
    }

    /** Where an app's new numbers come from. */
    public sealed interface Choice {

        record Chosen(Terms terms) implements Choice {
        }

        record None(Refusal refusal) implements Choice {
        }
    }

    public static Ledgers of(Terms... terms) {
        var byName = new TreeMap<String, Terms>();
        for (Terms one : terms) {
            byName.put(one.ledger(), one);
        }
        var rules = new TreeMap<String, Rules>();
        byName.forEach((name, one) -> rules.put(name, one.rules()));
        return new Ledgers(byName, new TreeMap<>(), rules);
    }

    public Optional<Terms> named(String ledger) {
        return Optional.ofNullable(terms.get(ledger));
    }

    /** There is an object of this name, readable or not. */
    public boolean exists(String ledger) {
        return terms.containsKey(ledger) || unreadable.containsKey(ledger);
    }

    /** What counts for a number of this ledger once it is granted. */
    public Rules rules(String ledger) {
        return rules.getOrDefault(ledger, Rules.DEFAULTS);
    }

    /**
     * The ledger of an app: the one that it names, else of those that admit its namespace the one with the highest priority, then the first
     * by name. When that one has no number left there is no other: where an app's numbers come from must not depend on the hour.
     */
    Choice choose(AppRef app, @Nullable String asked, Map<String, String> namespaceLabels) {
        var admitting = terms.values().stream().filter(t -> t.admitsNamespace(namespaceLabels)).sorted(FIRST_CHOICE).toList();
        if (asked == null) {
            return admitting.isEmpty()
                    ? new Choice.None(terms.isEmpty()
                            ? new Refusal.NoLedger(null, unreadable)
                            : new Refusal.NotAdmitted(app.namespace(), null, List.of()))
                    : new Choice.Chosen(admitting.getFirst());
        }
        var named = terms.get(asked);
        if (named == null) {
            return new Choice.None(new Refusal.NoLedger(asked, unreadable));
        }
        return named.admitsNamespace(namespaceLabels)
                ? new Choice.Chosen(named)
                : new Choice.None(new Refusal.NotAdmitted(app.namespace(), asked, admitting.stream().map(Terms::ledger).toList()));
    }

    /** Another ledger that admits the namespace and grants the number. */
    Optional<String> otherWith(int number, String ledger, Map<String, String> namespaceLabels) {
        return terms.values().stream()
                .filter(t -> !t.ledger().equals(ledger) && t.range() != null && t.admits(number) && t.admitsNamespace(namespaceLabels))
                .min(FIRST_CHOICE).map(Terms::ledger);
    }

    /** What keeps the number for somebody else, whichever ledger says so: a promise to one holds against all. */
    Optional<SetAside> setAsideForAnother(AppRef app, String port, int number) {
        var items = terms.values().stream().flatMap(t -> t.setAside().stream()).filter(s -> s.numbers().contains(number)).toList();
        return items.stream().anyMatch(s -> s.isFor(app, port)) ? Optional.empty() : items.stream().findFirst();
    }

    /** What keeps the number of an entry for others than its holder; of ports that share one it is enough that one is meant. */
    public Optional<SetAside> setAsideForAnother(Entry entry) {
        var holder = entry.holder();
        var keepers = holder.ports().stream().map(p -> setAsideForAnother(holder.app(), p.name(), entry.number())).toList();
        return keepers.stream().allMatch(Optional::isPresent) ? keepers.getFirst() : Optional.empty();
    }

    boolean setsAside(int number) {
        return terms.values().stream().anyMatch(t -> t.setsAside(number));
    }

    /** Ledgers that have some of this one's numbers too, and which. */
    public SortedMap<String, Range> overlapping(Terms one) {
        var overlapping = new TreeMap<String, Range>();
        for (Terms other : terms.values()) {
            if (!other.ledger().equals(one.ledger()) && one.range() != null && other.range() != null) {
                one.range().common(other.range()).ifPresent(common -> overlapping.put(other.ledger(), common));
            }
        }
        return overlapping;
    }

    /** The ledger that a number is entered under: the app's own if it has the number, which one that is made again need not. */
    String ledgerOf(int number, Choice choice) {
        var chosen = choice instanceof Choice.Chosen(Terms own) ? own : null;
        if (chosen != null && chosen.admits(number)) {
            return chosen.ledger();
        }
        return terms.values().stream().filter(t -> t.range() != null && t.admits(number)).min(FIRST_CHOICE).map(Terms::ledger)
                .orElse(chosen == null ? NONE : chosen.ledger());
    }
}

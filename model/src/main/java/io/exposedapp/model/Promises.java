package io.exposedapp.model;

import io.exposedapp.api.v1.NodePortLedger;
import io.exposedapp.api.v1.NodePortLedgerSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What ledgers said at any moment since the world was last at rest. An operator may act on any of it, for its caches lag; what all of it says
 * is what can be relied on.
 */
public final class Promises {

    private static final long DAY = Duration.ofDays(1).toSeconds();

    private final Map<String, List<Optional<NodePortLedgerSpec>>> said = new TreeMap<>();

    /** The ledger was made, edited or (null) deleted. */
    public void ledger(String name, @Nullable NodePortLedger ledger) {
        said.computeIfAbsent(name, _ -> new ArrayList<>(List.of(Optional.empty())))
                .add(Optional.ofNullable(ledger).map(NodePortLedger::getSpec));
    }

    /** Everybody knows the ledgers as they are now. */
    public void settled() {
        said.values().forEach(all -> all.subList(0, all.size() - 1).clear());
    }

    /** In seconds. */
    long shortestRest(String ledger) {
        return of(ledger).stream().mapToLong(spec -> spec.map(NodePortLedgerSpec::coolDownSeconds).orElse(DAY)).min().orElse(DAY);
    }

    boolean suspended(String ledger) {
        return of(ledger).stream().allMatch(spec -> spec.filter(s -> Boolean.TRUE.equals(s.suspended())).isPresent());
    }

    /** A ledger has set the number aside all the time, and no ledger has it for this app. */
    boolean keptForAnother(AppKey app, int number) {
        return said.values().stream().anyMatch(all -> all.stream().allMatch(saysOf(number)))
                && said.values().stream().flatMap(List::stream).flatMap(Optional::stream).flatMap(spec -> Rulebook.setAside(spec, number))
                        .noneMatch(item -> Rulebook.isFor(item, app));
    }

    private static Predicate<Optional<NodePortLedgerSpec>> saysOf(int number) {
        return spec -> spec.filter(s -> Rulebook.setAside(s, number).findAny().isPresent()).isPresent();
    }

    private List<Optional<NodePortLedgerSpec>> of(String ledger) {
        return Objects.requireNonNullElse(said.get(ledger), List.of(Optional.empty()));
    }
}

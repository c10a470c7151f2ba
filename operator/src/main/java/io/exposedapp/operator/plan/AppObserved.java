package io.exposedapp.operator.plan;

import io.exposedapp.operator.app.App;
import io.exposedapp.operator.exposure.Addresses;
import io.exposedapp.operator.exposure.SeenService;
import io.exposedapp.operator.ledger.Book;
import io.exposedapp.operator.workload.SeenBudget;
import io.exposedapp.operator.workload.SeenPod;
import io.exposedapp.operator.workload.SeenRevision;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that the decision about one app may look at.
 *
 * @param live the app was read live in this pass: it exists with this UID and is not being deleted
 * @param learnt as far as it still holds beside the Service that is seen
 * @param namespaceLabels of the app's namespace, by which ledgers admit it
 * @param service of the app's Service name, whoever owns it; null when there is none
 * @param internal of the name of the app's Service for clients inside the cluster, likewise
 * @param pods of the namespace with the app's label, whoever owns them
 * @param revisions likewise
 * @param failures when pods of the app failed or were evicted
 * @param budgets of the namespace with the app's label
 * @param endpoints UIDs of the app's pods that Services lead to, by the Service's name
 */
public record AppObserved(
        App app,
        boolean live,
        Book book,
        Learnt learnt,
        Map<String, String> namespaceLabels,
        @Nullable SeenService service,
        @Nullable SeenService internal,
        List<SeenPod> pods,
        List<SeenRevision> revisions,
        List<Instant> failures,
        List<SeenBudget> budgets,
        Map<String, Set<String>> endpoints,
        Addresses addresses,
        Instant now) {

    public AppObserved {
        namespaceLabels = Map.copyOf(namespaceLabels);
        pods = List.copyOf(pods);
        revisions = List.copyOf(revisions);
        failures = List.copyOf(failures);
        budgets = List.copyOf(budgets);
        endpoints = Map.copyOf(endpoints);
        learnt = service != null && service.controlledBy(app.uid()) ? learnt.beside(service.numbers()) : learnt;
    }

    /** The same, had the app been read live: to say which writes wait for that. */
    public AppObserved asIfLive() {
        return new AppObserved(app, true, book, learnt, namespaceLabels, service, internal, pods, revisions, failures, budgets, endpoints,
                addresses, now);
    }

    /** The app's own Services that are there to stay: that of the node ports, and that for clients inside the cluster. */
    public List<SeenService> services() {
        return Stream.of(Optional.ofNullable(service), Optional.ofNullable(internal)).flatMap(Optional::stream)
                .filter(seen -> !seen.terminating() && seen.controlledBy(app.uid())).toList();
    }
}

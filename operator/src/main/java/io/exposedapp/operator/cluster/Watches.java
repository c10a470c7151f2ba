package io.exposedapp.operator.cluster;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.api.v1.NodePortLedger;
import io.exposedapp.api.v1.NodePortReservation;
import io.exposedapp.operator.app.Labels;
import io.exposedapp.operator.ledger.EntryText;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * What keeps the {@link Caches} current: one watch a kind. The primaries' watches belong to JOSDK, which is given the stores; those of
 * Services, pods, revisions, EndpointSlices, budgets, nodes and namespaces are made here. Pods, revisions and slices are selected by the app label, and
 * of what is only mirrored the informer itself keeps no more than its identity.
 */
public final class Watches implements AutoCloseable {

    /** How many objects an informer asks for at once. */
    public static final long PAGE = ListPages.OBJECTS;

    private final List<SharedIndexInformer<?>> informers;

    private Watches(List<SharedIndexInformer<?>> informers) {
        this.informers = informers;
    }

    /**
     * Starts the watches and waits until each has its first list.
     *
     * @throws IllegalStateException naming the kind that could not be listed in time
     */
    public static Watches start(KubernetesClient client, Caches caches, Duration patience) {
        var informers = List.<SharedIndexInformer<?>>of(
                informer(client.services().inAnyNamespace(), services(caches)),
                informer(client.pods().inAnyNamespace().withLabel(Labels.APP), pods(caches)),
                informer(client.apps().controllerRevisions().inAnyNamespace().withLabel(Labels.APP), revisions(caches)),
                informer(client.discovery().v1().endpointSlices().inAnyNamespace().withLabel(Labels.APP).withLabel(SeenSlice.MANAGED_BY,
                        SeenSlice.CONTROLLER), slices(caches)),
                informer(client.policy().v1().podDisruptionBudget().inAnyNamespace().withLabel(Labels.APP), budgets(caches)),
                informer(client.nodes(), nodes(caches)),
                informer(client.namespaces(), namespaces(caches)));
        var watches = new Watches(informers);
        try {
            var synced = informers.stream().map(i -> i.start().toCompletableFuture()).toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(synced).get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return watches;
        } catch (ExecutionException | TimeoutException e) {
            var missing = informers.stream().filter(i -> !i.hasSynced()).map(i -> i.getApiTypeClass().getSimpleName()).toList();
            watches.close();
            throw new IllegalStateException("cannot list " + String.join(", ", missing) + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            watches.close();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the watches start", e);
        }
    }

    private static <T extends HasMetadata> SharedIndexInformer<T> informer(Informable<T> kind, ItemStore<T> store) {
        // Never given up: a watch that stays away for good would leave a process that acts on what was.
        return kind.withLimit(PAGE).runnableInformer(0).itemStore(store).removeNamespaceIndex().exceptionHandler((started, e) -> true);
    }

    /** The store of JOSDK's informer of apps. */
    public static ItemStore<ExposedApp> apps(Caches caches) {
        return new MirrorStore<>(caches.apps, app -> Optional.of(AppReading.of(app)), Slim::emptied,
                caches.failures);
    }

    /** The store of JOSDK's informer of entries. */
    public static ItemStore<NodePortReservation> entries(Caches caches) {
        return new MirrorStore<>(caches.entries, entry -> Optional.of(EntryText.read(entry)),
                Slim::of, caches.failures);
    }

    /** The store of JOSDK's informer of ledgers. */
    public static ItemStore<NodePortLedger> ledgers(Caches caches) {
        return new MirrorStore<>(caches.ledgers, ledger -> Optional.of(Slim.of(ledger)),
                ledger -> Slim.primary(ledger, NodePortLedger::new),
                caches.failures);
    }

    private static ItemStore<Service> services(Caches caches) {
        return new MirrorStore<>(caches.services, service -> Optional.of(ServiceReading.read(service)),
                service -> Slim.identity(service, Service::new), caches.failures);
    }

    private static ItemStore<Pod> pods(Caches caches) {
        return new MirrorStore<>(caches.pods, PodReading::read, pod -> Slim.identity(pod, Pod::new),
                caches.failures);
    }

    private static ItemStore<ControllerRevision> revisions(Caches caches) {
        return new MirrorStore<>(caches.revisions, RevisionReading::read,
                revision -> Slim.identity(revision, ControllerRevision::new), caches.failures);
    }

    private static ItemStore<EndpointSlice> slices(Caches caches) {
        return new MirrorStore<>(caches.slices, SeenSlice::read, slice -> Slim.identity(slice, EndpointSlice::new),
                caches.failures);
    }

    private static ItemStore<PodDisruptionBudget> budgets(Caches caches) {
        return new MirrorStore<>(caches.budgets, BudgetReading::read,
                budget -> Slim.identity(budget, PodDisruptionBudget::new), caches.failures);
    }

    private static ItemStore<Node> nodes(Caches caches) {
        return new MirrorStore<>(caches.nodes, node -> Optional.of(NodeReading.read(node)),
                node -> Slim.identity(node, Node::new), caches.failures);
    }

    private static ItemStore<Namespace> namespaces(Caches caches) {
        return new MirrorStore<>(caches.namespaces, namespace -> Optional.of(SeenNamespace.read(namespace)),
                namespace -> Slim.identity(namespace, Namespace::new), caches.failures);
    }

    /** Whether each is open, by resource as RBAC has it. */
    public SortedMap<String, BooleanSupplier> open() {
        var open = new TreeMap<String, BooleanSupplier>();
        informers.forEach(informer -> open.put(HasMetadata.getPlural(informer.getApiTypeClass()), informer::isWatching));
        return open;
    }

    /** All are running; a broken watch does not show before it is given up, which it never is. */
    public boolean running() {
        return informers.stream().allMatch(i -> i.isRunning() && i.hasSynced());
    }

    @Override
    public void close() {
        informers.forEach(SharedIndexInformer::close);
    }
}

package io.exposedapp.operator.cluster;

import io.exposedapp.api.v1.NodePortLedger;
import io.exposedapp.api.v1.NodePortLedgerStatus;
import io.exposedapp.operator.app.App;
import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.app.Names;
import io.exposedapp.operator.exposure.Addresses;
import io.exposedapp.operator.exposure.AdoptionMark;
import io.exposedapp.operator.exposure.SeenNode;
import io.exposedapp.operator.exposure.SeenService;
import io.exposedapp.operator.ledger.Book;
import io.exposedapp.operator.ledger.Entry;
import io.exposedapp.operator.ledger.EntryText.Reading;
import io.exposedapp.operator.ledger.LearntRange;
import io.exposedapp.operator.ledger.Ledgers;
import io.exposedapp.operator.workload.SeenBudget;
import io.exposedapp.operator.workload.SeenPod;
import io.exposedapp.operator.workload.SeenRevision;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything that is known of the cluster: one {@link Mirror} a kind, whatever the number of controllers that read it. */
public final class Caches {

    private final String namespace;
    private final Numbers numbers;
    private final InstantSource clock;
    final KeptHolds keptHolds;
    final Mirror<AppReading> apps = new Mirror<>(Caches::serviceKey);
    final Mirror<Reading> entries;
    final LedgerTerms terms = new LedgerTerms();
    final Mirror<NodePortLedger> ledgers = new Mirror<>(ledger -> NodePortLedger.class, (before, now, own) -> terms.changed(before, now));
    final Mirror<SeenNamespace> namespaces = new Mirror<>(namespace -> SeenNamespace.class);
    final Mirror<SeenService> services;
    final Mirror<SeenPod> pods;
    final Mirror<SeenRevision> revisions = new Mirror<>(SeenRevision::app);
    final Mirror<SeenSlice> slices = new Mirror<>(SeenSlice::app);
    final Mirror<SeenBudget> budgets = new Mirror<>(SeenBudget::app);
    final Mirror<SeenNode> nodes = new Mirror<>(node -> SeenNode.class);
    final PodFailures podFailures;
    final ObjectFailures failures = new ObjectFailures();
    private volatile @Nullable Changes listener;

    /**
     * Empty caches.
     *
     * @param namespace the operator's own
     * @param acts whether this process does, now, or stands by
     */
    public Caches(String namespace, InstantSource clock, BooleanSupplier acts) {
        this.namespace = namespace;
        this.clock = clock;
        numbers = new Numbers(namespace);
        keptHolds = new KeptHolds(namespace, acts);
        entries = new Mirror<>(entry -> Reading.class, (before, now, own) -> {
            numbers.entryChanged(before, now);
            keptHolds.entryChanged(before, now);
        });
        services = new Mirror<>(service -> SeenService.class, (before, now, own) -> {
            numbers.serviceChanged(before, now);
            keptHolds.serviceChanged(before, now, own);
        });
        pods = new Mirror<>(SeenPod::app, (before, now, own) -> {
        }, (before, now) -> now.after(before, clock.instant()));
        podFailures = new PodFailures(clock);
    }

    /** From here on every change is told. */
    public void listen(Changes changes) {
        listener = changes;
        Announcements.begin(this, changes);
    }

    /** The API server has said what its range is, or why it cannot be known. */
    public void learn(LearntRange answer) {
        var changed = terms.learn(answer, clock.instant());
        var changes = listener;
        if (changed && changes != null) {
            changes.range();
        }
    }

    /** Objects that could not be read or planned. */
    public ObjectFailures failures() {
        return failures;
    }

    /** The operator's own, where it keeps numbers. */
    String namespace() {
        return namespace;
    }

    /** Also one that cannot be read. */
    public Optional<AppReading> app(AppRef ref) {
        return apps.get(Mirror.key(ref.namespace(), ref.name()));
    }

    /** Apps that use a Service of this name, whoever owns it. */
    public List<AppRef> appsOfService(String namespace, String service) {
        var inside = Names.appOfInternal(service).flatMap(name -> app(new AppRef(namespace, name)));
        return Stream.concat(apps.of(Mirror.key(namespace, service)).stream(), inside.stream()).map(AppReading::ref).toList();
    }

    /** Also those that cannot be read. */
    public List<AppReading> apps() {
        return List.copyOf(apps.all());
    }

    public Optional<Entry> entry(int number) {
        return entries.get(Integer.toString(number))
                .flatMap(reading -> reading instanceof Reading.Read(Entry entry) ? Optional.of(entry) : Optional.empty());
    }

    public Optional<NodePortLedger> ledger(String name) {
        return ledgers.get(name);
    }

    public Set<String> ledgerNames() {
        return terms.names();
    }

    /** Statuses of the ledgers as they were last written, by name. */
    public SortedMap<String, NodePortLedgerStatus> ledgerCounts() {
        var counts = new TreeMap<String, NodePortLedgerStatus>();
        for (NodePortLedger ledger : ledgers.all()) {
            if (ledger.getStatus() != null) {
                counts.put(ledger.getMetadata().getName(), ledger.getStatus());
            }
        }
        return counts;
    }

    /** The entry's number has been seen on the Service of its holder, while the entry was there. */
    boolean wasServed(Entry entry) {
        return numbers.wasServed(entry);
    }

    Optional<SeenService> service(String namespace, String name) {
        return services.get(Mirror.key(namespace, name));
    }

    /** UIDs of the pods that Services with the app's label lead to, by the Service's name. */
    Map<String, Set<String>> endpoints(AppRef app) {
        return slices.of(app).stream().collect(Collectors.groupingBy(SeenSlice::service,
                Collectors.flatMapping(slice -> slice.pods().stream(), Collectors.toSet())));
    }

    /** Something of the app waits for what its Services lead to: an old pod that is to make room for a new one, or a Service that is taken over. */
    public boolean awaitsEndpoints(AppRef app) {
        return pods.of(app).stream().map(SeenPod::revision).distinct().count() > 1
                || slices.of(app).stream()
                        .anyMatch(slice -> service(app.namespace(), slice.service()).filter(AdoptionMark::begun).isPresent());
    }

    /**
     * Where node ports answer now.
     *
     * @param before what was shown last
     */
    public Addresses addresses(List<String> before) {
        return Addresses.of(nodes.all(), before);
    }

    /** What the ledgers say at this moment. */
    Ledgers ledgers() {
        return terms.ledgers();
    }

    /** All that is known of numbers at this moment. */
    public Book book() {
        return numbers.book(terms.ledgers());
    }

    /** By which ledgers admit the namespace; none while it is not known. */
    Map<String, String> namespaceLabels(String namespace) {
        return namespaces.get(namespace).map(SeenNamespace::labels).orElse(Map.of());
    }

    /** {@code namespace/name} of the Service that the app names: by it an app hears of a Service that is not its own. */
    private static String serviceKey(AppReading reading) {
        var service = reading instanceof AppReading.Read(App app) ? app.service().name() : reading.ref().name();
        return Mirror.key(reading.ref().namespace(), service);
    }
}

package io.exposedapp.operator.status;

import io.exposedapp.api.v1.Api;
import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.api.v1.ExposedAppStatus;
import io.exposedapp.api.v1.NodePortLedger;
import io.exposedapp.api.v1.NodePortLedgerSpec;
import io.exposedapp.api.v1.NodePortReservationSpec;
import io.exposedapp.operator.app.App;
import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.app.Labels;
import io.exposedapp.operator.app.Names;
import io.exposedapp.operator.exposure.Addresses;
import io.exposedapp.operator.exposure.DesiredService;
import io.exposedapp.operator.exposure.SeenService;
import io.exposedapp.operator.exposure.ServicePolicies;
import io.exposedapp.operator.exposure.ServicePort;
import io.exposedapp.operator.ledger.Book;
import io.exposedapp.operator.ledger.Carrier;
import io.exposedapp.operator.ledger.Entries;
import io.exposedapp.operator.ledger.Entry;
import io.exposedapp.operator.ledger.EntryText.Reading.Unreadable;
import io.exposedapp.operator.ledger.HeldPort;
import io.exposedapp.operator.ledger.Holder;
import io.exposedapp.operator.ledger.Ledgers;
import io.exposedapp.operator.ledger.NumberSet;
import io.exposedapp.operator.ledger.Range;
import io.exposedapp.operator.ledger.Rules;
import io.exposedapp.operator.ledger.Terms;
import io.exposedapp.operator.plan.Action;
import io.exposedapp.operator.plan.AppObserved;
import io.exposedapp.operator.plan.AppPlan;
import io.exposedapp.operator.plan.AppPlanner;
import io.exposedapp.operator.plan.Contest;
import io.exposedapp.operator.plan.Failure;
import io.exposedapp.operator.plan.Learnt;
import io.exposedapp.operator.plan.Problem;
import io.exposedapp.operator.workload.Move;
import io.exposedapp.operator.workload.Revision;
import io.exposedapp.operator.workload.Rollout;
import io.exposedapp.operator.workload.Trouble;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What there is beside the app, as {@code in-cluster.yaml} tells it. The ledger's side is decided by the real planner; the pods' side is
 * given in numbers, for their revision is none of a report's business.
 *
 * @param ledger the one named default; null = there is none
 * @param ledgers others, by name, as administrators write them
 * @param addresses of nodes
 * @param moreAddresses than these
 * @param noNodeReady those are of former times
 * @param rejected numbers that the API server refuses to allocate, since when
 * @param contest over the app's Service
 * @param problems what was refused ("service", "internal", "pod", "budget", "reservation"), with the API server's words
 * @param failed what the API server failed to write, likewise
 * @param repeated what was written that many times within ten minutes and did not last, likewise
 * @param lacking what the operator itself lacks a permission for, likewise
 * @param budgetOfAnother a PodDisruptionBudget of the app's name is another owner's
 * @param terminating the API server makes nothing in the namespace, which is being deleted
 */
record Scene(
        Instant now,
        @Nullable Ledger ledger,
        @Nullable Map<String, NodePortLedgerSpec> ledgers,
        @Nullable List<Reserved> entries,
        @Nullable Map<Integer, String> unreadable,
        @Nullable List<Service> services,
        @Nullable List<String> addresses,
        boolean moreAddresses,
        boolean noNodeReady,
        @Nullable Map<Integer, Instant> rejected,
        Pods pods,
        @Nullable Map<String, String> problems,
        @Nullable Map<String, String> failed,
        @Nullable Map<String, Integer> repeated,
        @Nullable Map<String, String> lacking,
        boolean budgetOfAnother,
        boolean terminating,
        @Nullable Fight contest) {

    private static final String REVISION = "k2v8x4";

    /** @param range null = not known, for the reason {@code problem} */
    record Ledger(@Nullable String range, @Nullable String problem, @Nullable List<String> excluded) {

        Terms terms() {
            return new Terms("default", range == null ? null : Range.parse(range), problem,
                    NumberSet.excluded(Objects.requireNonNullElse(excluded, List.of())), Rules.DEFAULTS);
        }
    }

    /**
     * An entry of the ledger.
     *
     * @param holder {@code namespace/name}
     * @param uid of the holder
     * @param ports {@code name/protocol/port}
     * @param until it rests; null = it is held
     * @param ledger null = default
     */
    record Reserved(int number, String holder, String uid, List<String> ports, Instant since, @Nullable Instant until,
            @Nullable String ledger) {

        Entry entry() {
            var app = ref(holder);
            var held = ports.stream().map(text -> text.split("/", -1)).map(p -> new HeldPort(p[0], p[1], Integer.parseInt(p[2]))).toList();
            return Entries.entry(number, "entry-" + number, "1", Objects.requireNonNullElse(ledger, "default"),
                    until == null ? Entry.State.HELD : Entry.State.COOLING_DOWN,
                    new Holder(app, uid, app.name(), held), NodePortReservationSpec.COOL_DOWN, since, until);
        }
    }

    /**
     * Anybody's Service.
     *
     * @param name {@code namespace/name}
     * @param controller {@code Kind/name/uid}; null = nobody controls it
     * @param ports {@code name/protocol/port/nodePort}; the name may be empty
     * @param type null = NodePort
     * @param adopting how far it has been taken over: {@code true}, or since when it leads to the app's pods
     * @param leadsTo the app of which it leads to the pods; null = the one of its own name
     */
    record Service(String name, @Nullable String controller, boolean terminating, List<String> ports, @Nullable String type,
            boolean headless, @Nullable String adopting, @Nullable String leadsTo) {

        SeenService seen() {
            var at = ref(name);
            var owner = controller == null ? null : controller.split("/", -1);
            return new SeenService(at.namespace(), at.name(), "service-" + at.name(), "1", terminating,
                    owner == null ? null : new SeenService.Controller(Api.GROUP, owner[0], owner[1], owner[2]), owner != null,
                    Objects.requireNonNullElse(type, "NodePort"),
                    ports.stream().map(text -> text.split("/", -1))
                            .map(p -> new ServicePort(p[0].isEmpty() ? null : p[0], p[1], Integer.parseInt(p[2]), p[0],
                                    Integer.parseInt(p[3]), null))
                            .toList(),
                    0, Labels.selector(Objects.requireNonNullElse(leadsTo, at.name())), Map.of(),
                    adopting == null ? Map.of() : Map.of(Api.ADOPTING_ANNOTATION, adopting),
                    Set.of(),
                    Set.of(), ServicePolicies.of(null, null, null, null), false, headless, null);
        }
    }

    /** Somebody keeps writing the Service; a second after the last repair, and a minute before it counts as ended. */
    record Fight(String manager, Instant wroteAt, List<String> fields, int repairs) {

        Contest seen() {
            return new Contest(manager, wroteAt, fields, repairs, wroteAt.plusSeconds(1), wroteAt.plusSeconds(60));
        }
    }

    /**
     * The pods in numbers.
     *
     * @param trouble {@code pod/reason/message} of the worst pod
     * @param awaited pod that the Service does not lead to yet
     */
    record Pods(int replicas, int ready, int updated, int available, Rollout.State state, @Nullable String trouble,
            @Nullable String awaited) {

        Rollout.Progress progress() {
            var words = trouble == null ? null : trouble.split("/", 3);
            return new Rollout.Progress(replicas, ready, updated, available, state,
                    words == null ? null : new Rollout.InTrouble(words[0], new Trouble(words[1], words[2])),
                    awaited == null ? null : new Rollout.Awaited.InEndpoints(awaited, "web"));
        }
    }

    /** What is told of the app, given the status that it has, at {@code now}. */
    AppReport.Report report(ExposedApp object, @Nullable ExposedAppStatus status, Instant at) {
        var copy = new ExposedApp();
        copy.setMetadata(object.getMetadata());
        copy.setSpec(object.getSpec());
        copy.setStatus(status);
        var app = App.from(copy);
        var shown = Objects.requireNonNullElse(addresses, List.<String>of());
        var seen = new AppObserved(app, true, book(), new Learnt(Map.of(), Objects.requireNonNullElse(rejected, Map.of()), Set.of(),
                contest == null ? new TreeMap<>() : new TreeMap<>(Map.of(app.service().name(), contest.seen()))),
                Map.of(), service(app, app.service().name()), service(app, Names.internal(app.ref().name())),
                List.of(), List.of(), List.of(), List.of(), Map.of(), new Addresses(shown, moreAddresses, noNodeReady), at);
        var planned = AppPlanner.plan(seen);
        var plan = new AppPlan(planned.plan(), planned.ownership(), planned.internal(), planned.allocation(),
                new Revision(REVISION, app.intent()), pods.progress());
        return AppReport.of(seen, plan, problems(app, plan));
    }

    private @Nullable SeenService service(App app, String name) {
        return all(services).stream().map(Service::seen).filter(s -> s.namespace().equals(app.ref().namespace()) && s.name().equals(name))
                .findFirst().orElse(null);
    }

    Book book() {
        var byNumber = new TreeMap<Integer, Entry>();
        all(entries).forEach(reserved -> byNumber.put(reserved.number(), reserved.entry()));
        var carriers = new TreeMap<Integer, SortedSet<Carrier>>();
        for (Service service : all(services)) {
            var seen = service.seen();
            seen.numbers().forEach(number -> carriers.computeIfAbsent(number, n -> new TreeSet<>())
                    .add(new Carrier(seen.namespace(), seen.name(), Carrier.NODE_PORT)));
        }
        return new Book(byNumber, unread(), carriers, new TreeMap<>(),
                ledgersByName());
    }

    private Ledgers ledgersByName() {
        var terms = new ArrayList<Terms>();
        if (ledger != null) {
            terms.add(ledger.terms());
        }
        Objects.requireNonNullElse(ledgers, Map.<String, NodePortLedgerSpec>of()).forEach((name, spec) -> {
            var object = new NodePortLedger();
            object.setMetadata(new ObjectMetaBuilder().withName(name).build());
            object.setSpec(spec);
            terms.add(Terms.of(object, null));
        });
        return Ledgers.of(terms.toArray(Terms[]::new));
    }

    private SortedMap<Integer, Unreadable> unread() {
        var unread = new TreeMap<Integer, Unreadable>();
        Objects.requireNonNullElse(unreadable, Map.<Integer, String>of())
                .forEach((number, problem) -> unread.put(number, new Unreadable(number, "u-" + number, "1", problem)));
        return unread;
    }

    private List<Problem> problems(App app, AppPlan plan) {
        var list = new ArrayList<Problem>();
        Objects.requireNonNullElse(problems, Map.<String, String>of())
                .forEach((what, words) -> list.add(new Problem(write(what, app, plan), new Failure.Rejected(words))));
        Objects.requireNonNullElse(failed, Map.<String, String>of())
                .forEach((what, words) -> list.add(new Problem(write(what, app, plan), new Failure.Failed(words), now.plusSeconds(4))));
        Objects.requireNonNullElse(repeated, Map.<String, Integer>of())
                .forEach((what, times) -> list.add(new Problem(write(what, app, plan),
                        new Failure.NotConverging(times, Duration.ofMinutes(10)), now.plusSeconds(40))));
        Objects.requireNonNullElse(lacking, Map.<String, String>of()).forEach((what, words) -> list.add(
                new Problem(write(what, app, plan), new Failure.OfOperator(Failure.OfOperator.Cause.FORBIDDEN, words),
                        now.plusSeconds(4))));
        if (budgetOfAnother) {
            list.add(new Problem(write("budget", app, plan), new Failure.AlreadyExists()));
        }
        if (terminating) {
            list.add(new Problem(write("pod", app, plan), new Failure.NamespaceTerminating()));
        }
        return list;
    }

    private static Action.OfApp write(String what, App app, AppPlan plan) {
        return switch (what) {
            case "service" -> new Action.CreateService(DesiredService.of(app, plan.allocation().numbers(), Map.of()));
            case "internal" -> new Action.CreateService(DesiredService.internal(app, Map.of()));
            case "pod" -> new Action.Pods(new Move.CreatePod(REVISION, 0, app.ref().name() + "-" + REVISION + "-0"));
            case "budget" -> new Action.Pods(new Move.CreateBudget(1));
            case "reservation" -> new Action.CreateEntry(plan.allocation().claims().getFirst().entry());
            default -> throw new IllegalArgumentException(what + " is written in no scene");
        };
    }

    private static <T> List<T> all(@Nullable List<T> list) {
        return Objects.requireNonNullElse(list, List.of());
    }

    private static AppRef ref(String text) {
        var slash = text.indexOf('/');
        return new AppRef(text.substring(0, slash), text.substring(slash + 1));
    }
}

package io.exposedapp.operator.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.operator.app.App;
import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.app.Names;
import io.exposedapp.operator.exposure.Addresses;
import io.exposedapp.operator.exposure.DesiredService;
import io.exposedapp.operator.exposure.SeenService;
import io.exposedapp.operator.exposure.ServicePort;
import io.exposedapp.operator.ledger.Book;
import io.exposedapp.operator.ledger.Carrier;
import io.exposedapp.operator.ledger.Entry;
import io.exposedapp.operator.ledger.Entry.State;
import io.exposedapp.operator.ledger.HeldPort;
import io.exposedapp.operator.ledger.Hold;
import io.exposedapp.operator.ledger.Holder;
import io.exposedapp.operator.ledger.Ledgers;
import io.exposedapp.operator.ledger.NumberSet;
import io.exposedapp.operator.ledger.Range;
import io.exposedapp.operator.ledger.Rules;
import io.exposedapp.operator.ledger.Terms;
import io.exposedapp.operator.workload.Revision;
import io.exposedapp.operator.workload.SeenPod;
import io.exposedapp.operator.workload.SeenRevision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is seen of an app, told in YAML: {@code app} as it is stored; {@code entries} like {@code 30001 Held shop/web app-1 http:80};
 * {@code others}, numbers on foreign Services; {@code service}, what it carries and who controls it, or, in full, one that
 * others made: its {@code ports} like {@code 8181-80 8181:30003/TCP}, and whether it is {@code led} to the app's pods; {@code endpoints}, the
 * slots of the pods that it leads to; {@code internal}, who controls the one for clients inside the
 * cluster, of what {@code type} it is, and which port it is {@code without}; {@code pods} like {@code 0 ready} or {@code 0 ready now}, of
 * the current revision, which {@code stored} says to be a ControllerRevision already.
 */
record Situation(JsonNode text) {

    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Instant EARLIER = NOW.minus(Duration.ofHours(1));
    private static final ObjectMapper JSON = new ObjectMapper();

    AppObserved observed() {
        var app = app();
        return new AppObserved(app, text.path("live").asBoolean(), book(app), learnt(), Map.of(), service(app), internal(app),
                pods(app), revisions(app), List.of(), List.of(), endpoints(app), Addresses.NONE, NOW);
    }

    private App app() {
        try {
            return App.from(JSON.treeToValue(text.get("app"), ExposedApp.class));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private Book book(App app) {
        var entries = new TreeMap<Integer, Entry>();
        text.path("entries").forEach(line -> {
            var entry = entry(line.asText());
            entries.put(entry.number(), entry);
        });
        var carriers = new TreeMap<Integer, SortedSet<Carrier>>();
        text.path("others").properties()
                .forEach(other -> carry(carriers, Integer.parseInt(other.getKey()), ref(other.getValue().asText())));
        text.path("service").path("numbers").properties().forEach(
                port -> carry(carriers, port.getValue().asInt(), new AppRef(app.ref().namespace(), app.service().name())));
        text.path("service").path("ports").forEach(port -> carry(carriers, OthersService.port(port.asText()).nodePort(),
                new AppRef(app.ref().namespace(), app.service().name())));
        return new Book(entries, new TreeMap<>(), carriers, holds(),
                Ledgers.of(new Terms("default", new Range(30000, 30009), null, NumberSet.excluded(List.of()), Rules.DEFAULTS)));
    }

    private TreeMap<Integer, Hold> holds() {
        var holds = new TreeMap<Integer, Hold>();
        text.path("holds").forEach(number -> holds.put(number.asInt(), HoldsTest.hold(number.asInt())));
        return holds;
    }

    private static void carry(Map<Integer, SortedSet<Carrier>> carriers, int number, AppRef service) {
        carriers.computeIfAbsent(number, n -> new TreeSet<>()).add(new Carrier(service.namespace(), service.name(), Carrier.NODE_PORT));
    }

    /** Reads {@code 30001 Held shop/web app-1 http:80}; {@code Confirmed} is one Held that was written again since its claim. */
    static Entry entry(String line) {
        var words = line.split(" ", -1);
        var resting = words[1].equals("CoolingDown");
        var ports = Arrays.stream(words).skip(4).map(port -> port.split(":", 2)).map(p -> new HeldPort(p[0], "TCP", Integer.parseInt(p[1])))
                .toList();
        var holder = ref(words[2]);
        return new Entry(Integer.parseInt(words[0]), "entry-" + words[0], "7", "default", resting ? State.COOLING_DOWN : State.HELD,
                new Holder(holder, words[3], holder.name(), ports), "CoolDown", EARLIER, resting ? EARLIER.plus(Duration.ofDays(1)) : null,
                words[1].equals("Confirmed"));
    }

    private static AppRef ref(String text) {
        int slash = text.indexOf('/');
        return new AppRef(text.substring(0, slash), text.substring(slash + 1));
    }

    private Learnt learnt() {
        var fresh = new HashMap<Integer, Entry>();
        text.path("fresh").forEach(line -> {
            var entry = entry(line.asText());
            fresh.put(entry.number(), entry);
        });
        var rejected = new HashMap<Integer, Instant>();
        text.path("rejected").forEach(number -> rejected.put(number.asInt(), NOW));
        var contest = text.get("contest");
        var proof = text.path("proof");
        return new Learnt(fresh, rejected, Set.of(),
                contest == null ? new TreeMap<>() : new TreeMap<>(Map.of("web", OthersService.contest(contest))),
                Map.of(), new TreeMap<>(), new Proof(numbers(proof.path("granted")), numbers(proof.path("forfeited"))));
    }

    private static Set<Integer> numbers(JsonNode list) {
        return list.valueStream().map(JsonNode::asInt).collect(Collectors.toSet());
    }

    /** As the operator would have made it, but for what the text says of it. */
    private @Nullable SeenService service(App app) {
        var seen = text.get("service");
        if (seen == null) {
            return null;
        }
        var numbers = new TreeMap<String, Integer>();
        seen.path("numbers").properties().forEach(port -> numbers.put(port.getKey(), port.getValue().asInt()));
        var controller = controller(seen);
        return seen.has("ports")
                ? OthersService.seen(app, seen, controller)
                : OthersService.annotated(seen(app, numbers, controller), seen.path("annotations"));
    }

    private Map<String, Set<String>> endpoints(App app) {
        var pods = text.path("endpoints").valueStream().map(slot -> "pod-" + slot.asText()).collect(Collectors.toSet());
        return text.has("endpoints") ? Map.of(app.service().name(), pods) : Map.of();
    }

    private static SeenService.@Nullable Controller controller(JsonNode seen) {
        var words = seen.path("controller").asText().split(" ", -1);
        return words.length == 3 ? new SeenService.Controller("exposedapp.io", words[0], words[1], words[2]) : null;
    }

    private @Nullable SeenService internal(App app) {
        var seen = text.get("internal");
        if (seen == null) {
            return null;
        }
        var desired = DesiredService.internal(app, Map.of());
        var ports = desired.ports().stream().filter(port -> !seen.path("without").asText().equals(port.name())).toList();
        return seen("svc-2", desired, seen.path("type").asText(desired.type()), ports, controller(seen));
    }

    /** The Service of an app as the operator makes it. */
    static SeenService seen(App app, Map<String, Integer> numbers, SeenService.@Nullable Controller controller) {
        var desired = DesiredService.of(app, numbers, Map.of());
        var ports = new ArrayList<>(desired.ports());
        numbers.forEach((name, number) -> {
            if (app.port(name).isEmpty()) {
                ports.add(new ServicePort(name, "TCP", number, name, number, null));
            }
        });
        return seen("svc-1", desired, desired.type(), ports, controller);
    }

    private static SeenService seen(String uid, DesiredService desired, String type, List<ServicePort> ports,
            SeenService.@Nullable Controller controller) {
        return new SeenService(desired.app().namespace(), desired.name(), uid, "7", false, controller, controller != null, type, ports, 0,
                desired.selector(), desired.labels(), desired.annotations(), desired.labels().keySet(), desired.annotations().keySet(),
                desired.policies(), false, false, null);
    }

    private List<SeenPod> pods(App app) {
        var revision = Revision.of(app, List.of()).hash();
        var pods = new ArrayList<SeenPod>();
        text.path("pods").forEach(line -> {
            var words = line.asText().split(" ", -1);
            var name = Names.pod(app.ref().name(), revision, Integer.parseInt(words[0]));
            pods.add(new SeenPod(app.ref(), name, "pod-" + words[0], "7", revision, app.uid(), SeenPod.Phase.RUNNING,
                    words[1].equals("ready"), words.length > 2 ? NOW : EARLIER, "node-1", null, EARLIER, 0, 0, null));
        });
        return pods;
    }

    private List<SeenRevision> revisions(App app) {
        if (!text.path("stored").asBoolean()) {
            return List.of();
        }
        var revision = Revision.of(app, List.of());
        return List.of(new SeenRevision(app.ref(), Names.revision(app.ref().name(), revision.hash()), "rev-1", "7", revision.hash(), 1,
                revision.intent(), Set.copyOf(app.portOrder()), EARLIER, app.uid(), null));
    }

    /** The plan in lines: what is written, in its order. */
    static List<String> told(Plan<Action.OfApp> plan) {
        return plan.needsLive() ? List.of("look live first") : plan.actions().stream().map(Situation::told).toList();
    }

    private static String told(Action.OfApp action) {
        return switch (action) {
            case Action.CreateEntry(Entry entry) -> "create entry " + told(entry);
            case Action.AmendEntry(Entry _, Entry entry) -> "amend entry " + told(entry);
            case Action.RewriteEntry(Entry entry) -> "rewrite entry " + told(entry);
            case Action.DiscardClaim(Entry entry) -> "discard entry " + told(entry);
            case Action.CreateService(DesiredService desired) -> "create Service " + desired.name() + " with "
                    + desired.ports().stream().map(p -> p.hasNodePort() ? p.name() + " " + p.nodePort() : p.name())
                            .collect(Collectors.joining(", "));
            case Action.PatchService(SeenService seen, var change) -> "patch Service " + seen.name() + ": " + change.what();
            case Action.DeleteService(SeenService seen) -> "delete Service " + seen.name() + " " + seen.uid();
            case Action.RemoveHold(var hold) -> "remove Service " + hold.service() + " " + hold.uid();
            case Action.Pods(var move) -> move.getClass().getSimpleName();
        };
    }

    private static String told(Entry entry) {
        return entry.number() + " for " + entry.holder().uid() + " "
                + entry.holder().ports().stream().map(HeldPort::name).collect(Collectors.joining(", "));
    }
}

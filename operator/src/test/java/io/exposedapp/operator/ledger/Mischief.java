package io.exposedapp.operator.ledger;

import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.app.Port;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What users, administrators, other controllers and time do to a {@link World}. */
final class Mischief {

    /** A port that the step has edited, so that its number may change. */
    record Touched(AppRef app, String port) {
    }

    private static final int FIRST = 30000;
    private static final List<AppRef> APPS = List.of(Scene.ref("lab/x"), Scene.ref("shop/x"), Scene.ref("shop/y"), Scene.ref("shop/z"));
    private static final List<String> NAMESPACES = List.of("lab", "shop");
    private static final List<String> NAMES = List.of("a", "b", "c", "d");
    private static final List<Integer> PORTS = List.of(53, 80, 443);
    private static final List<String> LEDGERS = List.of("default", "edge");
    private static final List<String> PROTOCOLS = List.of("TCP", "UDP");

    private final World world;
    private final Random random;
    private int services;

    Mischief(World world, Random random) {
        this.world = world;
        this.random = random;
        editLedger("default");
    }

    /** Does one thing and tells which. */
    String next(Set<Touched> touched) {
        var app = any(APPS);
        var wish = world.apps.get(app);
        if (wish == null && random.nextInt(3) > 0) {
            return create(app);
        }
        return switch (random.nextInt(15)) {
            case 0 -> foreignServiceComes();
            case 1 -> foreignServiceGoes();
            case 2 -> editLedger(any(LEDGERS));
            case 3 -> timePasses();
            case 4 -> deleteAnEntry();
            case 5 -> deleteAService(app);
            case 6 -> editAService(app);
            case 7 -> wish == null ? create(app) : delete(app);
            case 8 -> wish == null ? create(app) : recreate(app, wish);
            case 9 -> wish == null ? create(app) : rename(app, wish, touched);
            case 10 -> wish == null ? create(app) : swap(app, wish, touched);
            case 11 -> wish == null ? create(app) : changeItsMind(app, wish);
            case 12 -> editLedger("default");
            default -> wish == null ? create(app) : edit(app, wish, touched);
        };
    }

    private String create(AppRef app) {
        var ports = new ArrayList<Port>();
        NAMES.stream().filter(name -> random.nextInt(2) == 0).forEach(name -> add(ports, randomPort(name)));
        if (ports.isEmpty()) {
            add(ports, randomPort("a"));
        }
        return store(app, new World.Wish(world.nextVersion(), ports, anyLedger(), anyPolicy()), "created");
    }

    private String delete(AppRef app) {
        world.apps.remove(app);
        return app + " deleted";
    }

    private String recreate(AppRef app, World.Wish wish) {
        return store(app, new World.Wish(world.nextVersion(), wish.ports(), wish.ledger(), wish.policy()), "deleted and created again");
    }

    private String rename(AppRef app, World.Wish wish, Set<Touched> touched) {
        var name = any(NAMES);
        var victim = any(wish.ports());
        if (wish.ports().stream().anyMatch(p -> p.name().equals(name))) {
            return "nothing";
        }
        touched.add(new Touched(app, victim.name()));
        return change(app, wish, victim,
                new Port(name, victim.protocol(), victim.containerPort(), victim.port(), victim.pin(), null, true));
    }

    private String swap(AppRef app, World.Wish wish, Set<Touched> touched) {
        var numbers = world.services.containsKey(app)
                ? Objects.requireNonNull(world.services.get(app)).numbers()
                : new TreeMap<String, Integer>();
        var one = any(wish.ports());
        var two = any(wish.ports());
        if (one.equals(two) || !numbers.containsKey(one.name()) || !numbers.containsKey(two.name())) {
            return "nothing";
        }
        touched.add(new Touched(app, one.name()));
        touched.add(new Touched(app, two.name()));
        change(app, wish, one, pinned(one, numbers.get(two.name())));
        return change(app, Objects.requireNonNull(world.apps.get(app)), two, pinned(two, numbers.get(one.name())));
    }

    private String edit(AppRef app, World.Wish wish, Set<Touched> touched) {
        var name = any(NAMES);
        touched.add(new Touched(app, name));
        var old = wish.ports().stream().filter(p -> p.name().equals(name)).findFirst().orElse(null);
        if (old == null) {
            return change(app, wish, null, randomPort(name));
        }
        return switch (random.nextInt(5)) {
            case 0 -> wish.ports().size() == 1 ? "nothing" : change(app, wish, old, null);
            case 1 -> change(app, wish, old, pinned(old, anyNumber()));
            case 2 -> {
                touched.remove(new Touched(app, name));
                yield change(app, wish, old, pinned(old, null));
            }
            default -> {
                // A Service port that changes takes its twin's number along, or leaves it: whoever shared it may move.
                wish.ports().forEach(p -> touched.add(new Touched(app, p.name())));
                yield change(app, wish, old,
                        new Port(name, any(PROTOCOLS), old.containerPort(), any(PORTS), old.pin(), null, true));
            }
        };
    }

    private String foreignServiceComes() {
        int number = anyNumber();
        if (world.foreign.containsKey(number) || world.services.values().stream().anyMatch(s -> s.numbers().containsValue(number))) {
            return "nothing";
        }
        world.foreign.put(number, new Carrier("kube-system", "thing-" + ++services,
                random.nextBoolean() ? Carrier.NODE_PORT : Carrier.HEALTH_CHECK_NODE_PORT));
        if (random.nextInt(3) == 0) {
            world.unseen.add(number);
        }
        return "a foreign Service takes " + number + (world.unseen.contains(number) ? ", unseen" : "");
    }

    private String foreignServiceGoes() {
        world.unseen.clear();
        if (world.foreign.isEmpty()) {
            return "nothing";
        }
        int number = any(List.copyOf(world.foreign.keySet()));
        world.foreign.remove(number);
        return "the foreign Service on " + number + " goes";
    }

    private String editLedger(String name) {
        world.ledgers.remove(name);
        world.unreadable.remove(name);
        if (random.nextInt(8) == 0) {
            return "ledger " + name + " is deleted";
        }
        if (random.nextInt(12) == 0) {
            world.unreadable.put(name, "range: no");
            return "ledger " + name + " becomes unreadable";
        }
        var spec = new ArrayList<String>();
        if (random.nextInt(8) > 0) {
            int first = FIRST + random.nextInt(4);
            spec.add("range: " + new Range(first, first + 5 + random.nextInt(8)));
        }
        perhaps(2, spec, () -> "excluded: ['" + anyNumber() + "', '" + anyNumber() + "']");
        perhaps(2, spec, () -> "setAside: [" + setAside() + ", " + setAside() + "]");
        perhaps(3, spec, () -> "quotaPerNamespace: " + random.nextInt(7));
        perhaps(8, spec, () -> "suspended: true");
        perhaps(4, spec, () -> "defaultReclaimPolicy: Retain");
        perhaps(4, spec, () -> "namespaceSelector: {matchLabels: {team: " + any(NAMESPACES) + "}}");
        perhaps(2, spec, () -> "priority: " + random.nextInt(3));
        spec.add("coolDownSeconds: " + any(List.of(0, 3600, 86400)));
        var text = "{" + String.join(", ", spec) + "}";
        world.ledgers.put(name, LedgerText.terms(name, text));
        return "ledger " + name + " becomes " + text;
    }

    private void perhaps(int oneIn, List<String> spec, Supplier<String> item) {
        if (random.nextInt(oneIn) == 0) {
            spec.add(item.get());
        }
    }

    private String setAside() {
        int first = anyNumber();
        var beneficiary = List.of("", ", for: {namespace: " + any(NAMESPACES) + "}", ", for: {namespace: shop, app: x}",
                ", for: {namespace: shop, app: y, port: " + any(NAMES) + "}");
        return "{numbers: ['" + new Range(first, first + random.nextInt(3)) + "']" + any(beneficiary) + "}";
    }

    private String timePasses() {
        var time = any(List.of(Duration.ofSeconds(5), Duration.ofSeconds(11), Duration.ofHours(1), Duration.ofDays(1)));
        world.pass(time);
        return time + " pass";
    }

    private String deleteAnEntry() {
        if (world.entries.isEmpty()) {
            return "nothing";
        }
        int number = any(List.copyOf(world.entries.keySet()));
        world.entries.remove(number);
        return "entry " + number + " is deleted by hand";
    }

    private String deleteAService(AppRef app) {
        world.services.remove(app);
        return "the Service of " + app + " is deleted by hand";
    }

    private String editAService(AppRef app) {
        var service = world.services.get(app);
        int number = anyNumber();
        if (service == null || world.foreign.containsKey(number)
                || world.services.values().stream().anyMatch(s -> s.numbers().containsValue(number))) {
            return "nothing";
        }
        var numbers = new TreeMap<>(service.numbers());
        numbers.put(any(List.copyOf(numbers.keySet())), number);
        world.services.put(app, new World.OwnService(service.uid(), numbers));
        return "the Service of " + app + " is edited by hand to " + numbers;
    }

    private String change(AppRef app, World.Wish wish, @Nullable Port old, @Nullable Port changed) {
        var ports = new ArrayList<>(wish.ports());
        if (old != null) {
            ports.remove(old);
        }
        if (changed != null && !add(ports, changed)) {
            return "nothing";
        }
        return store(app, new World.Wish(wish.uid(), ports, wish.ledger(), wish.policy()), "edited");
    }

    private String store(AppRef app, World.Wish wish, String what) {
        world.apps.put(app, new World.Wish(wish.uid(), List.copyOf(wish.ports()), wish.ledger(), wish.policy()));
        return app + " " + what + ": " + wish;
    }

    /** Another ledger or another policy: neither moves a number. */
    private String changeItsMind(AppRef app, World.Wish wish) {
        return store(app, new World.Wish(wish.uid(), wish.ports(), anyLedger(), anyPolicy()), "thinks otherwise");
    }

    private @Nullable String anyLedger() {
        return random.nextInt(3) > 0 ? null : any(LEDGERS);
    }

    private @Nullable String anyPolicy() {
        return switch (random.nextInt(6)) {
            case 0 -> "Retain";
            case 1 -> "CoolDown";
            default -> null;
        };
    }

    /** As the schema has it: port and protocol are unique, and only twins pin one number. */
    private static boolean add(List<Port> ports, Port port) {
        Function<Port, String> key = p -> p.port() + "/" + p.protocol();
        var fits = ports.stream().noneMatch(p -> key.apply(p).equals(key.apply(port))
                || (p.pin() != null && Objects.equals(p.pin(), port.pin()) && !p.sharesNumberWith(port)));
        return fits && ports.add(port);
    }

    private Port randomPort(String name) {
        return new Port(name, any(PROTOCOLS), 8080, any(PORTS), random.nextInt(3) == 0 ? anyNumber() : null, null, true);
    }

    private static Port pinned(Port port, @Nullable Integer pin) {
        return new Port(port.name(), port.protocol(), port.containerPort(), port.port(), pin, null, true);
    }

    private int anyNumber() {
        return FIRST + random.nextInt(16);
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}

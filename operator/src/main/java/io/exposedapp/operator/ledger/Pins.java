package io.exposedapp.operator.ledger;

import io.exposedapp.operator.app.Port;
import io.exposedapp.operator.ledger.Ledgers.Choice;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which pins are refused, and why. */
final class Pins {

    private final Book book;
    private final Demand demand;
    private final Holdings holdings;
    private final Choice choice;
    private final Quota quota;
    private final Instant now;
    private final Map<String, Refusal> refused = new HashMap<>();

    private Pins(Book book, Demand demand, Holdings holdings, Choice choice, Quota quota, Instant now) {
        this.book = book;
        this.demand = demand;
        this.holdings = holdings;
        this.choice = choice;
        this.quota = quota;
        this.now = now;
    }

    /**
     * Refusals by port name. A port whose pin is refused keeps the number that it has, which can cost another port its pin (half of a
     * swap), so this goes on until nothing changes; it ends, for a refusal is never taken back.
     */
    static Map<String, Refusal> refused(Book book, Demand demand, Holdings holdings, Choice choice, Quota quota, Instant now) {
        var pins = new Pins(book, demand, holdings, choice, quota, now);
        boolean changed;
        do {
            changed = false;
            for (Port port : demand.ports()) {
                var pin = port.pin();
                if (pin != null && !pins.refused.containsKey(port.name())) {
                    var refusal = pins.refusal(port, pin);
                    if (refusal != null) {
                        pins.refused.put(port.name(), refusal);
                        changed = true;
                    }
                }
            }
        } while (changed);
        return pins.refused;
    }

    private @Nullable Refusal refusal(Port port, int pin) {
        var twin = otherPortPinned(port, pin);
        if (twin.isPresent()) {
            return new Refusal.PinnedTwice(pin, twin.get().name());
        }
        var entry = book.entry(pin);
        var keeper = keptByAnother(port, pin);
        if (keeper.isPresent()) {
            return new Refusal.HeldBy(pin, entry.orElseGet(() -> madeAgain(pin, keeper.get())));
        }
        var ours = entry.filter(e -> e.heldBy(demand.app())).isPresent();
        if (!ours && !Objects.equals(holdings.number(port), pin)) {
            var refusal = notAdmitted(port, pin);
            if (refusal != null) {
                return refusal;
            }
        }
        var obstacle = book.obstacle(demand, pin);
        if (obstacle.isPresent()) {
            return obstacle.get();
        }
        var carrier = book.carrierOtherThan(demand.app().namespace(), demand.service(), pin);
        if (carrier.isPresent()) {
            return new Refusal.OnService(pin, carrier.get());
        }
        var since = demand.rejected().get(pin);
        if (since != null) {
            return demand.rejection(pin, since);
        }
        return ours || Objects.equals(holdings.number(port), pin) ? null : notNow(port, pin);
    }

    /** What the ledgers have against the number, whoever has it. */
    private @Nullable Refusal notAdmitted(Port port, int pin) {
        return switch (choice) {
            case Choice.None(Refusal refusal) -> refusal;
            case Choice.Chosen(Terms terms) -> {
                var range = terms.range();
                if (range != null && !range.contains(pin)) {
                    yield new Refusal.OutOfRange(pin, range, terms.ledger(),
                            book.ledgers().otherWith(pin, terms.ledger(), demand.wish().namespaceLabels()).orElse(null));
                }
                if (terms.excluded().contains(pin)) {
                    yield new Refusal.Excluded(pin, terms.ledger());
                }
                yield book.ledgers().setAsideForAnother(demand.app(), port.name(), pin)
                        .map(item -> (Refusal) new Refusal.KeptForAnother(pin, item)).orElse(null);
            }
        };
    }

    /** What stands in the way of a grant though the number itself could be had. */
    private @Nullable Refusal notNow(Port port, int pin) {
        if (choice instanceof Choice.Chosen(Terms terms) && terms.rules().suspended()) {
            return new Refusal.Suspended(terms.ledger());
        }
        int claimed = claimedBefore(port);
        return !book.unclaimed(pin) || quota.admits(claimed) ? null : quota.refusal(demand.app(), claimed);
    }

    /** Numbers without an entry that are to be entered whatever becomes of this port: pins before it, and what the Service carries. */
    private int claimedBefore(Port port) {
        return (int) demand.ports().stream().filter(other -> !other.equals(port))
                .map(other -> other.pin() == null || refused.containsKey(other.name()) || other.compareTo(port) > 0
                        ? holdings.number(other)
                        : other.pin())
                .filter(number -> number != null && !number.equals(port.pin()) && book.unclaimed(number)).distinct().count();
    }

    /** The schema refuses this; an object that was stored before the schema did must not break the Service. */
    private Optional<Port> otherPortPinned(Port port, int pin) {
        return demand.ports().stream()
                .filter(other -> other.compareTo(port) < 0 && Objects.equals(other.pin(), pin) && !other.sharesNumberWith(port)
                        && !refused.containsKey(other.name()))
                .findFirst();
    }

    /**
     * Another declared port has the number and keeps it: it is not pinned elsewhere, or its own pin is refused. Of two that have it and
     * cannot share it any more, the pinned one keeps it.
     */
    private Optional<Port> keptByAnother(Port port, int pin) {
        if (Objects.equals(holdings.number(port), pin)) {
            return Optional.empty();
        }
        return demand.ports().stream()
                .filter(other -> !other.equals(port) && Objects.equals(holdings.number(other), pin) && !other.sharesNumberWith(port)
                        && (other.pin() == null || refused.containsKey(other.name())))
                .findFirst();
    }

    /** The entry of a port that has its number from the Service alone: this very allocation claims it. */
    private Entry madeAgain(int number, Port port) {
        var ledger = book.ledgers().ledgerOf(number, choice);
        return Entry.claim(number, ledger, new Holder(demand.app(), demand.uid(), demand.service(), List.of(HeldPort.of(port))),
                book.ledgers().rules(ledger).reclaimPolicy(), now);
    }
}

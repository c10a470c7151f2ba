package io.exposedapp.operator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.operator.app.Port;
import io.exposedapp.operator.ledger.Grant.Basis;
import io.exposedapp.operator.ledger.Grant.Granted;
import io.exposedapp.operator.ledger.Grant.Refused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is true of every allocation, whatever was asked and seen. Written against the design, not against the allocator. */
final class LedgerLaws {

    void hold(Book book, Demand demand, Set<Integer> fresh, Instant now, Allocation allocation, Random random) {
        orderMeansNothing(book, demand, fresh, now, allocation, random);
        assertThat(allocation.grants().keySet()).as("every port is answered").containsExactlyElementsOf(names(demand));
        numbersAreSharedLegally(demand, allocation);
        allocation.claims().forEach(claim -> claimIsAllowed(book, demand, allocation, claim));
        quotaIsKept(book, demand, allocation);
        suspendedLedgersGrantNothing(book, demand, allocation);
        demand.ports().forEach(port -> {
            switch (Objects.requireNonNull(allocation.grants().get(port.name()))) {
                case Granted granted -> granted(book, demand, port, granted);
                case Refused refused -> refused(book, demand, port, refused.refusal(), allocation);
            }
        });
    }

    private static List<String> names(Demand demand) {
        return demand.ports().stream().map(Port::name).toList();
    }

    private static void orderMeansNothing(Book book, Demand demand, Set<Integer> fresh, Instant now, Allocation allocation, Random random) {
        var ports = new ArrayList<>(demand.ports());
        Collections.shuffle(ports, random);
        var again = new Demand(demand.app(), demand.uid(), demand.service(), ports, demand.carried(), demand.rejected(),
                demand.wish());
        assertThat(Allocator.allocate(book, again, fresh, now)).as("the order of the ports means nothing").isEqualTo(allocation);
    }

    private static void numbersAreSharedLegally(Demand demand, Allocation allocation) {
        var byNumber = new HashMap<Integer, List<Port>>();
        allocation.numbers().forEach((name, number) -> byNumber.computeIfAbsent(number, n -> new ArrayList<>())
                .add(demand.ports().stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow()));
        byNumber.forEach((number, ports) -> {
            assertThat(ports.stream().map(Port::port).distinct()).as("%s: one Service port", number).hasSize(1);
            assertThat(ports.stream().map(Port::protocol)).as("%s: different protocols", number).doesNotHaveDuplicates();
        });
    }

    private static void claimIsAllowed(Book book, Demand demand, Allocation allocation, Claim claim) {
        var number = claim.entry().number();
        var before = book.entries().get(number);
        assertThat(claim.entry().held()).isTrue();
        assertThat(claim.entry().holder().app()).isEqualTo(demand.app());
        assertThat(claim.entry().holder().uid()).isEqualTo(demand.uid());
        assertThat(claim.entry().holder().ports().stream().map(HeldPort::name).toList()).as("claimed for those that are served on it")
                .isEqualTo(allocation.numbers().entrySet().stream().filter(e -> e.getValue().equals(number)).map(e -> e.getKey()).toList());
        if (before == null) {
            assertThat(claim).isInstanceOf(Claim.New.class);
        } else if (before.held()) {
            assertThat(before.holder().app()).as("a held number is never taken from another").isEqualTo(demand.app());
            assertThat(claim.entry().since()).as("held since the same moment").isEqualTo(before.since());
        } else {
            assertThat(before.holder().app().namespace()).as("a number rests for its namespace").isEqualTo(demand.app().namespace());
        }
    }

    private static void granted(Book book, Demand demand, Port port, Granted granted) {
        int number = granted.number();
        if (port.pin() != null) {
            assertThat(granted).as("a pin is never silently replaced").isEqualTo(new Granted(port.pin(), Basis.PIN));
        }
        var entry = book.entries().get(number);
        if (entry != null && entry.held()) {
            assertThat(entry.holder().app()).as("%s is nobody else's", number).isEqualTo(demand.app());
        }
        assertThat(onForeignService(book, demand, number)).as("%s is on no Service of somebody else", number).isFalse();
        assertThat(demand.rejected()).as("%s was not refused by the API server", number).doesNotContainKey(number);
        var had = demand.carried().containsValue(number) || (entry != null && entry.held());
        if (!had) {
            assertThat(Objects.requireNonNull(terms(book, demand)).admits(number))
                    .as("%s is newly granted, so the ledger admits it", number)
                    .isTrue();
            var items = items(book, number);
            assertThat(
                    items.isEmpty() || granted.basis() == Basis.SHARED || items.stream().anyMatch(i -> i.isFor(demand.app(), port.name())))
                    .as("%s is set aside for nobody else", number).isTrue();
            assertThat(granted.basis() == Basis.FREE && !items.isEmpty()).as("%s is free for everybody", number).isFalse();
        }
        if (granted.basis() == Basis.SET_ASIDE) {
            assertThat(items(book, number)).as("%s is set aside by its own ledger", number)
                    .anyMatch(i -> i.isFor(demand.app(), port.name())
                            && i.ledger().equals(Objects.requireNonNull(terms(book, demand)).ledger()));
        }
    }

    /** All that is said of the number, by whatever ledger. */
    private static List<SetAside> items(Book book, int number) {
        return book.ledgers().terms().values().stream().flatMap(t -> t.setAside().stream()).filter(i -> i.numbers().contains(number))
                .toList();
    }

    /** What is new fits in, counting all that the namespace has; but what is given up for it. */
    private static void quotaIsKept(Book book, Demand demand, Allocation allocation) {
        var terms = terms(book, demand);
        var quota = terms == null ? null : terms.rules().quotaPerNamespace();
        var created = allocation.claims().stream().filter(Claim.New.class::isInstance).map(Claim::entry)
                .filter(e -> terms != null && e.ledger().equals(terms.ledger())).toList();
        if (quota == null || created.stream().allMatch(e -> demand.carried().containsValue(e.number()))) {
            return;
        }
        var used = book.entries().values().stream().filter(e -> e.ledger().equals(Objects.requireNonNull(terms).ledger())
                && e.holder().app().namespace().equals(demand.app().namespace()))
                .filter(e -> !e.heldBy(demand.app())
                        || (!demand.rejected().containsKey(e.number()) && !onForeignService(book, demand, e.number())))
                .count();
        assertThat(used + created.size()).as("the quota of %s", quota).isLessThanOrEqualTo(quota);
    }

    private static void suspendedLedgersGrantNothing(Book book, Demand demand, Allocation allocation) {
        var terms = terms(book, demand);
        if (terms == null || !terms.rules().suspended()) {
            return;
        }
        allocation.claims().forEach(claim -> assertThat(demand.carried().containsValue(claim.entry().number())
                || (claim instanceof Claim.Amend(Entry before, Entry _) && before.held())).as("%s was held before", claim).isTrue());
    }

    private static void refused(Book book, Demand demand, Port port, Refusal refusal, Allocation allocation) {
        var terms = terms(book, demand);
        switch (refusal) {
            case Refusal.HeldBy(int number, Entry entry) -> {
                var own = entry.holder().app().equals(demand.app());
                assertThat(own ? entry : book.entries().get(number)).as("the named entry is there").isEqualTo(entry);
                assertThat(entry.held()).isTrue();
                assertThat(own && !allocation.numbers().containsValue(number)).as("its own port keeps the number").isFalse();
            }
            case Refusal.OnService(int number, Carrier carrier) ->
                assertThat(book.carriers().get(number)).as("the named Service has it").contains(carrier);
            case Refusal.TakenInApiServer(int number, Instant since) -> assertThat(demand.rejected()).containsEntry(number, since);
            case Refusal.OutsideApiServer(int number, var range) -> assertThat(demand.outOfRange()).containsEntry(number, range);
            case Refusal.PinnedTwice(int number, String other) ->
                assertThat(allocation.grants().get(other)).isEqualTo(new Granted(number, Basis.PIN));
            case Refusal.EntryUnreadable(int number, String problem) ->
                assertThat(book.unreadable().get(number)).extracting(unread -> unread.problem()).isEqualTo(problem);
            case Refusal.Resting(int number, Entry entry) -> {
                assertThat(book.entries().get(number)).isEqualTo(entry);
                assertThat(entry.held()).isFalse();
                assertThat(entry.holder().app().namespace()).isNotEqualTo(demand.app().namespace());
            }
            case Refusal.OutOfRange(int number, Range range, var _, var elsewhere) -> {
                assertThat(range).isEqualTo(Objects.requireNonNull(terms).range());
                assertThat(range.contains(number)).isFalse();
                if (elsewhere != null) {
                    var other = Objects.requireNonNull(book.ledgers().terms().get(elsewhere));
                    assertThat(other.admits(number) && other.admitsNamespace(demand.wish().namespaceLabels())).as("%s has it", elsewhere)
                            .isTrue();
                }
            }
            case Refusal.Excluded(int number, String _) -> assertThat(Objects.requireNonNull(terms).excluded().contains(number)).isTrue();
            case Refusal.Exhausted _ -> assertThat(free(book, demand, allocation)).as("really nothing is free").isEmpty();
            case Refusal.KeptForAnother(int number, SetAside item) -> {
                assertThat(items(book, number)).as("a ledger says so").contains(item);
                assertThat(items(book, number)).as("none means this port").noneMatch(i -> i.isFor(demand.app(), port.name()));
            }
            case Refusal.OverQuota quota ->
                assertThat(quota.used().values().stream().mapToInt(n -> n).sum()).as("really no room")
                        .isGreaterThanOrEqualTo(quota.quota());
            case Refusal.Suspended _ -> assertThat(Objects.requireNonNull(terms).rules().suspended()).isTrue();
            case Refusal.NotAdmitted not -> {
                assertThat(terms).isNull();
                assertThat(not.would()).containsExactlyElementsOf(admitting(book, demand).map(Terms::ledger).toList());
            }
            case Refusal.NoLedger none -> {
                assertThat(terms).isNull();
                assertThat(book.ledgers().terms().keySet()).doesNotContain(String.valueOf(none.asked()));
            }
            case Refusal.RangeUnknown _ -> assertThat(Objects.requireNonNull(terms).range()).isNull();
        }
        if (port.pin() == null) {
            assertThat(refusal).as("what an unpinned port can be refused for").isInstanceOfAny(Refusal.Exhausted.class,
                    Refusal.NoLedger.class, Refusal.NotAdmitted.class, Refusal.OverQuota.class, Refusal.Suspended.class,
                    Refusal.RangeUnknown.class, Refusal.TakenInApiServer.class, Refusal.HeldBy.class,
                    Refusal.Resting.class);
        }
    }

    /** The app's own ledger: the one that it names, if that will have it; else the first that will. */
    private static @Nullable Terms terms(Book book, Demand demand) {
        var asked = demand.wish().ledger();
        return admitting(book, demand).filter(t -> asked == null || t.ledger().equals(asked)).findFirst().orElse(null);
    }

    private static Stream<Terms> admitting(Book book, Demand demand) {
        return book.ledgers().terms().values().stream().filter(t -> t.admitsNamespace(demand.wish().namespaceLabels()))
                .sorted(Comparator.comparingInt((Terms t) -> -t.rules().priority()).thenComparing(Terms::ledger));
    }

    private static List<Integer> free(Book book, Demand demand, Allocation allocation) {
        var terms = Objects.requireNonNull(terms(book, demand));
        var range = Objects.requireNonNull(terms.range());
        return IntStream.rangeClosed(range.first(), range.last()).boxed()
                .filter(n -> !terms.excluded().contains(n) && items(book, n).isEmpty() && !book.entries().containsKey(n)
                        && !onForeignService(book, demand, n)
                        && !demand.rejected().containsKey(n) && !allocation.numbers().containsValue(n)
                        && demand.ports().stream().noneMatch(p -> Objects.equals(p.pin(), n)))
                .toList();
    }

    private static boolean onForeignService(Book book, Demand demand, int number) {
        var carriers = book.carriers().get(number);
        return carriers != null && carriers.stream().anyMatch(c -> !c.is(demand.app().namespace(), demand.service()));
    }
}

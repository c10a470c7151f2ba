package io.exposedapp.operator.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.exposedapp.api.v1.NodePortReservationSpec;
import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.ledger.Carrier;
import io.exposedapp.operator.ledger.Census;
import io.exposedapp.operator.ledger.Entries;
import io.exposedapp.operator.ledger.Entry;
import io.exposedapp.operator.ledger.HeldPort;
import io.exposedapp.operator.ledger.Holder;
import io.exposedapp.operator.ledger.NumberSet;
import io.exposedapp.operator.ledger.Range;
import io.exposedapp.operator.ledger.Refusal;
import io.exposedapp.operator.ledger.SetAside;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A refusal names the holder and says what to do")
class RefusalsTest {

    private static final AppRef APP = new AppRef("shop", "web");
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    static Stream<Arguments> refusals() {
        return Stream.of(
                arguments(new Refusal.HeldBy(32222, entry("order-service", null, "http")), Reason.PORT_IN_USE,
                        "nodePort 32222 is held by shop/order-service (port http) since 2026-11-20; choose another, or delete that app"),
                arguments(new Refusal.HeldBy(32222, entry("dns", null, "tcp", "udp")), Reason.PORT_IN_USE,
                        "nodePort 32222 is held by shop/dns (port tcp, udp) since 2026-11-20; choose another, or delete that app"),
                arguments(new Refusal.HeldBy(32222, entry("web", null, "admin")), Reason.PORT_IN_USE,
                        "nodePort 32222 is held by port admin of this app, which keeps it; choose another, or pin that port elsewhere"),
                arguments(new Refusal.OnService(32222, new Carrier("kube-system", "thing", Carrier.NODE_PORT)), Reason.PORT_IN_USE,
                        "nodePort 32222 is used by Service kube-system/thing, which no ExposedApp owns; choose another, or delete that "
                                + "Service"),
                arguments(new Refusal.OnService(32222, new Carrier("kube-system", "thing", Carrier.HEALTH_CHECK_NODE_PORT)),
                        Reason.PORT_IN_USE, "nodePort 32222 is used by Service kube-system/thing as its healthCheckNodePort, which no "
                                + "ExposedApp owns; choose another, or delete that Service"),
                arguments(new Refusal.TakenInApiServer(32222, NOW.minusSeconds(9)), Reason.PORT_NOT_YET_FREE,
                        "nodePort 32222 is still allocated in the API server, which may lag behind by seconds; it is asked for again"),
                arguments(new Refusal.TakenInApiServer(32222, NOW.minusSeconds(10)), Reason.PORT_IN_USE,
                        "nodePort 32222 is allocated in the API server, though no Service shows it; choose another, or wait: it is asked "
                                + "for again"),
                arguments(new Refusal.PinnedTwice(32222, "admin"), Reason.PORT_IN_USE,
                        "nodePort 32222 is pinned by port admin of this app as well; choose another"),
                arguments(new Refusal.EntryUnreadable(32222, "state Lost is not known"), Reason.RESERVATION_UNREADABLE,
                        "nodePort 32222 has a NodePortReservation that cannot be read (state Lost is not known); choose another, or have "
                                + "an administrator repair or delete it"),
                arguments(new Refusal.Resting(32222, entry("order-service", Instant.parse("2026-11-22T09:14:00.5Z"), "http")),
                        Reason.PORT_RESTING, "nodePort 32222 rests until 2026-11-22T09:14:00Z after shop/order-service gave it up; it is "
                                + "granted then, or choose another"),
                arguments(new Refusal.OutOfRange(9090, new Range(30000, 32767), "default", null), Reason.PORT_OUT_OF_RANGE,
                        "nodePort 9090 is not in the valid range 30000-32767 of ledger default; choose one in the range, or leave "
                                + "nodePort out"),
                arguments(new Refusal.OutsideApiServer(32900, new Range(30000, 32767)), Reason.PORT_OUT_OF_RANGE,
                        "nodePort 32900 is not in the API server's range 30000-32767 (--service-node-port-range); choose another in that "
                                + "range, or leave nodePort out"),
                arguments(new Refusal.Excluded(30500, "default"), Reason.PORT_EXCLUDED,
                        "nodePort 30500 is excluded by ledger default; choose another, or leave nodePort out"),
                arguments(
                        new Refusal.Exhausted("default",
                                new Census(2768, 2690, 60, 4, 6, 8, 0, 0, 0, 0, Instant.parse("2026-11-22T09:14:00Z"))),
                        Reason.LEDGER_EXHAUSTED,
                        "ledger default has no free number: of 2768, held 2690, resting 60 (the first until 2026-11-22T09:14:00Z), "
                                + "retained 4, set aside 6, on Services of others 8; delete apps that nobody needs, or have an administrator widen the range"),
                arguments(new Refusal.Exhausted("edge", new Census(4, 3, 0, 0, 0, 0, 2, 1, 0, 0, null)), Reason.LEDGER_EXHAUSTED,
                        "ledger edge has no free number: of 4, held 3, resting 0, retained 0, set aside 0, on Services of others 0, entered "
                                + "for other ledgers or unreadable 2, less 1 that the range does not have any more; delete apps that nobody "
                                + "needs, or have an administrator widen the range"),
                arguments(new Refusal.Resting(32222, retained()), Reason.PORT_RETAINED,
                        "nodePort 32222 is retained for shop/order-service since 2026-11-20; choose another, or have an administrator delete "
                                + "NodePortReservation 32222"),
                arguments(new Refusal.OutOfRange(9090, new Range(30000, 32767), "default", "edge"), Reason.PORT_OUT_OF_RANGE,
                        "nodePort 9090 is not in the valid range 30000-32767 of ledger default; choose one in the range, set "
                                + "exposure.ledger to edge, which has it, or leave nodePort out"),
                arguments(new Refusal.KeptForAnother(30500, setAside(new SetAside.Beneficiary("web", "shop", null), "ticket 4711")),
                        Reason.PORT_SET_ASIDE,
                        "nodePort 30500 is set aside for web/shop by ledger default (ticket 4711); choose another, or "
                                + "leave nodePort out"),
                arguments(new Refusal.KeptForAnother(30500, setAside(null, null)), Reason.PORT_SET_ASIDE,
                        "nodePort 30500 is blocked by ledger default; choose another, or leave nodePort out"),
                arguments(new Refusal.OverQuota("default", "shop", 3, new TreeMap<>(Map.of(new AppRef("shop", "web"), 2,
                        new AppRef("shop", "api"), 1))), Reason.QUOTA_EXCEEDED,
                        "namespace shop uses 3 of 3 numbers of ledger default (api 1, web 2); delete apps that nobody needs and wait until "
                                + "their numbers have rested, or have an administrator raise quotaPerNamespace"),
                arguments(new Refusal.Suspended("default"), Reason.LEDGER_SUSPENDED,
                        "ledger default is suspended and grants nothing; wait until an administrator takes spec.suspended away"),
                arguments(new Refusal.NotAdmitted("shop", "edge", List.of("gold", "default")), Reason.NAMESPACE_NOT_ALLOWED,
                        "ledger edge does not admit namespace shop; set exposure.ledger to one that does (gold, default), or leave it out"),
                arguments(new Refusal.NotAdmitted("shop", "edge", List.of()), Reason.NAMESPACE_NOT_ALLOWED,
                        "ledger edge does not admit namespace shop; no other does: have an administrator label the namespace or widen the "
                                + "namespaceSelector"),
                arguments(new Refusal.NotAdmitted("shop", null, List.of()), Reason.NAMESPACE_NOT_ALLOWED,
                        "no NodePortLedger admits namespace shop; have an administrator label the namespace or widen a ledger's "
                                + "namespaceSelector"),
                arguments(new Refusal.NoLedger(null, new TreeMap<>()), Reason.LEDGER_NOT_FOUND,
                        "there is no NodePortLedger, so no number can be granted; have an administrator create one"),
                arguments(new Refusal.NoLedger("edge", new TreeMap<>()), Reason.LEDGER_NOT_FOUND,
                        "there is no NodePortLedger edge; correct exposure.ledger, or have an administrator create it"),
                arguments(new Refusal.NoLedger("edge", new TreeMap<>(Map.of("edge", "range: no"))), Reason.LEDGER_NOT_FOUND,
                        "the spec of NodePortLedger edge cannot be read (range: no); have an administrator correct it"),
                arguments(new Refusal.RangeUnknown("default", "the API server has not been asked for its range yet"),
                        Reason.RANGE_UNKNOWN, "the API server has not been asked for its range yet; until the range of ledger default is "
                                + "known nothing is granted but pins"));
    }

    @ParameterizedTest(name = "{1}: {2}")
    @DisplayName("in one sentence")
    @MethodSource("refusals")
    void inOneSentence(Refusal refusal, Reason reason, String message) {
        // When
        var complaint = Refusals.of(refusal, APP, NOW);

        // Then
        assertThat(complaint).isEqualTo(new Complaint(reason, message));
    }

    @Test
    @DisplayName("and every kind of refusal has its row here, and its reason among those that the metric counts")
    void everyKindIsToldOf() {
        // Given
        var rows = refusals().map(Arguments::get).toList();

        // When
        var kinds = rows.stream().map(row -> row[0].getClass().getSimpleName()).distinct();

        // Then
        assertThat(kinds).containsExactlyInAnyOrderElementsOf(
                Arrays.stream(Refusal.class.getPermittedSubclasses()).map(Class::getSimpleName).toList());
        assertThat(rows.stream().map(row -> (Reason) row[1]).distinct()).containsExactlyInAnyOrderElementsOf(Refusals.REASONS);
    }

    private static SetAside setAside(SetAside.@Nullable Beneficiary beneficiary, @Nullable String note) {
        return new SetAside("default", NumberSet.excluded(List.of("30500")), beneficiary, note);
    }

    private static Entry retained() {
        var held = entry("order-service", null, "http");
        return Entries.entry(held.number(), held.uid(), held.resourceVersion(), held.ledger(), Entry.State.RETAINED, held.holder(),
                NodePortReservationSpec.RETAIN, held.since(), null);
    }

    private static Entry entry(String app, @Nullable Instant until, String... ports) {
        var held = Arrays.stream(ports).map(port -> new HeldPort(port, "TCP", 80)).toList();
        return Entries.entry(32222, "uid", "1", "default", until == null ? Entry.State.HELD : Entry.State.COOLING_DOWN,
                new Holder(new AppRef("shop", app), "uid of " + app, app, held), NodePortReservationSpec.COOL_DOWN,
                Instant.parse("2026-11-20T23:59:59Z"), until);
    }
}

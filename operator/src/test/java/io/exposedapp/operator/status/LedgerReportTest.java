package io.exposedapp.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.api.v1.NodePortLedger;
import io.exposedapp.api.v1.NodePortLedgerSpec;
import io.exposedapp.api.v1.NodePortLedgerStatus;
import io.exposedapp.api.v1.NodePortLedgerStatus.ForeignService;
import io.exposedapp.operator.plan.LedgerObserved;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is told of a ledger")
class LedgerReportTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00.7Z");

    private static final String FAR = "; 31000 stays though it is not in range 30000-30009 of ledger default any more (shop/far)";
    private static final String NOT_STALLED = "Stalled False NotStalled: nothing waits for the user";
    private static final String NO_OVERLAP = "Overlapping False NoOverlap: no other ledger has a number of this one";

    private static final String BUSY = """
            now: 2026-11-21T12:00:00Z
            ledger: {range: 30000-30009, excluded: [30009]}
            entries:
              - {number: 30000, holder: shop/web, uid: web-1, ports: [http/TCP/80], since: 2026-11-20T08:30:00Z}
              - {number: 30001, holder: lab/old, uid: old-1, ports: [http/TCP/80], since: 2026-11-21T08:30:00Z, until: 2026-11-22T08:30:00Z}
              - {number: 31000, holder: shop/far, uid: far-1, ports: [http/TCP/80], since: 2026-11-20T08:30:00Z}
            services:
              - {name: shop/web, controller: ExposedApp/web/web-1, ports: [http/TCP/80/30000]}
              - {name: kube-system/thing, ports: [web/TCP/80/30005]}
            pods: {replicas: 0, ready: 0, updated: 0, available: 0, state: COMPLETE}
            """;

    @Test
    @DisplayName("are counts of its numbers, and that it grants them")
    void countsItsNumbers() {
        // Given
        var seen = seen("default", BUSY, null);

        // When
        var status = LedgerReport.of(seen);

        // Then
        assertThat(status).isEqualTo(
                new NodePortLedgerStatus(3L, "30000-30009", 9, 2, 1, 0, 0, 1,
                        List.of(new ForeignService(30005, "kube-system/thing")), 1, 1, 6, status.conditions()));
        assertThat(told(status)).containsExactly("Ready True Ready: numbers of 30000-30009 are granted" + FAR, NOT_STALLED,
                "Exhausted False NumbersFree: there are numbers to grant", NO_OVERLAP);
        assertThat(status.conditions()).allSatisfy(condition -> {
            assertThat(condition.getObservedGeneration()).isEqualTo(3);
            assertThat(condition.getLastTransitionTime()).isEqualTo("2026-11-21T12:00:00Z");
        });
    }

    @Test
    @DisplayName("is the same again while nothing changes")
    void isStable() {
        // Given
        var seen = seen("default", BUSY, null);
        var before = LedgerReport.of(seen);
        seen.ledger().setStatus(before);

        // When
        var again = LedgerReport
                .of(new LedgerObserved(seen.ledger(), seen.book(), seen.terms(), null, null, NOW.plus(Duration.ofHours(1))));

        // Then
        assertThat(again).isEqualTo(before);
    }

    @Test
    @DisplayName("is that no number is free, with what became of them")
    void exhausted() {
        // Given
        var seen = seen("default", BUSY.replace("{range: 30000-30009, excluded: [30009]}", "{range: 30000-30001}"), null);

        // When
        var status = LedgerReport.of(seen);

        // Then
        assertThat(status.free()).isZero();
        assertThat(told(status)).containsExactly("Ready True Ready: numbers of 30000-30001 are granted" + FAR.replace("30009", "30001"),
                NOT_STALLED,
                "Exhausted True LedgerExhausted: ledger default has no free number: of 2, held 2, resting 1 (the first until "
                        + "2026-11-22T08:30:00Z), retained 0, set aside 0, on Services of others 0, less 1 that the range does not have any more; "
                        + "delete apps that nobody needs, or have an administrator widen the range",
                NO_OVERLAP);
    }

    @Test
    @DisplayName("are the counts that need no range, while the API server's range is unknown")
    void rangeUnknown() {
        // Given
        var seen = seen("default", BUSY.replace("{range: 30000-30009, excluded: [30009]}", "{problem: it could not be learnt}"), null);

        // When
        var status = LedgerReport.of(seen);

        // Then
        assertThat(status).isEqualTo(new NodePortLedgerStatus(3L, null, null, 2, 1, 0, null, null, null, 0, 1, null, status.conditions()));
        assertThat(told(status)).containsExactly(
                "Ready Unknown RangeUnknown: it could not be learnt; until it is known nothing is granted but pins", NOT_STALLED,
                "Exhausted Unknown RangeUnknown: without a range nothing can be free; see Ready",
                "Overlapping Unknown RangeUnknown: without a range nothing can be compared; see Ready");
    }

    @Test
    @DisplayName("is the item of its spec that cannot be read")
    void unreadableSpec() {
        // Given
        var seen = seen("default", BUSY.replace("ledger: {range: 30000-30009, excluded: [30009]}\n", ""),
                "excluded: \"3050o\" is no range of ports");

        // When
        var status = LedgerReport.of(seen);

        // Then
        assertThat(status).isEqualTo(new NodePortLedgerStatus(3L, null, null, null, null, null, null, null, null, null, null, null,
                status.conditions()));
        assertThat(told(status)).containsExactly(
                "Ready False LedgerInvalid: nothing new is granted: excluded: \"3050o\" is no range of ports; correct it",
                "Stalled True LedgerInvalid: nothing new is granted: excluded: \"3050o\" is no range of ports; correct it",
                "Exhausted Unknown LedgerInvalid: nothing is counted; see Ready",
                "Overlapping Unknown LedgerInvalid: nothing is compared; see Ready");
    }

    @Test
    @DisplayName("names the entries that cannot be read")
    void unreadableEntries() {
        // Given
        var seen = seen("default", BUSY + "unreadable: {30003: state Lost is not known, 30002: no holder}\n", null);

        // When
        var status = LedgerReport.of(seen);

        // Then
        assertThat(told(status)).first()
                .isEqualTo("Ready True Ready: numbers of 30000-30009 are granted; these NodePortReservations cannot "
                        + "be read, so their numbers count as taken, and an administrator should repair or delete them: 30002 (no holder), 30003 "
                        + "(state Lost is not known)" + FAR);
        assertThat(status.free()).isEqualTo(4);
    }

    @Test
    @DisplayName("is that it is suspended, and which ledgers have numbers of it too")
    void suspendedAndOverlapping() {
        // Given
        var seen = seen("edge", BUSY + "ledgers: {edge: {range: 30005-30014, suspended: true}, far: {range: 31000-31001}}\n", null);

        // When
        var status = LedgerReport.of(seen);

        // Then
        assertThat(told(status)).containsExactly(
                "Ready True LedgerSuspended: spec.suspended is set: no number is granted, released or freed", NOT_STALLED,
                "Exhausted False NumbersFree: there are numbers to grant",
                "Overlapping True RangesOverlap: ledger default has 30005-30009 too; no number is given twice, but give the ledgers ranges of "
                        + "their own");
    }

    @Test
    @DisplayName("is that it is suspended, also while the API server's range is unknown")
    void suspendedWithoutRange() {
        // Given
        var seen = seen("edge", BUSY + "ledgers: {edge: {suspended: true}}\n", null);

        // When
        var status = LedgerReport.of(seen);

        // Then
        assertThat(told(status)).startsWith("Ready True LedgerSuspended: spec.suspended is set: no number is granted, released or freed",
                NOT_STALLED, "Exhausted Unknown RangeUnknown: without a range nothing can be free; see Ready");
    }

    private static LedgerObserved seen(String name, String scene, @Nullable String unreadable) {
        var ledger = new NodePortLedger();
        ledger.setMetadata(new ObjectMetaBuilder().withName(name).withGeneration(3L).build());
        ledger.setSpec(NodePortLedgerSpec.unset());
        var book = Yaml.parse(scene, Scene.class).book();
        return new LedgerObserved(ledger, book, book.ledgers().named(name).orElse(null), unreadable, null, NOW);
    }

    private static Stream<String> told(NodePortLedgerStatus status) {
        var conditions = status.conditions();
        return conditions == null
                ? Stream.empty()
                : conditions.stream().map(c -> c.getType() + " " + c.getStatus() + " " + c.getReason() + ": " + c.getMessage());
    }
}

package io.exposedapp.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.ledger.Book;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An edit of a ledger moves nobody, and is told")
class RemarksTest {

    private static final AppRef WEB = new AppRef("shop", "web");

    @Test
    @DisplayName("of numbers that fell out of the range, are excluded or set aside for others by now")
    void edited() {
        // Given
        var book = book(
                """
                        ledgers:
                          default: {range: 30000-30009, excluded: ["30001"], setAside: [{numbers: ["30002"], for: {namespace: lab}}, {numbers: ["30003"]},
                            {numbers: ["30004"], for: {namespace: shop, app: web, port: http}}]}
                        entries:
                          - {number: 30001, holder: shop/web, uid: w, ports: [a/TCP/81], since: 2026-11-20T08:30:00Z}
                          - {number: 30002, holder: shop/web, uid: w, ports: [b/TCP/82], since: 2026-11-20T08:30:00Z}
                          - {number: 30003, holder: shop/web, uid: w, ports: [c/TCP/83], since: 2026-11-20T08:30:00Z}
                          - {number: 30004, holder: shop/web, uid: w, ports: [http/TCP/80, quic/UDP/80], since: 2026-11-20T08:30:00Z}
                          - {number: 30005, holder: shop/web, uid: w, ports: [d/TCP/84], since: 2026-11-20T08:30:00Z}
                          - {number: 31000, holder: shop/web, uid: w, ports: [e/TCP/85], since: 2026-11-20T08:30:00Z}
                        """);

        // When
        var remarks = Remarks.of(book, WEB);

        // Then
        assertThat(remarks).containsExactly("30001 stays though ledger default excludes it by now",
                "30002 stays though ledger default has set it aside for namespace lab",
                "30003 stays though ledger default has set it aside",
                "31000 stays though it is not in range 30000-30009 of ledger default any more");
    }

    @Test
    @DisplayName("of a ledger that is gone, once, however many numbers it granted")
    void deleted() {
        // Given
        var book = book("""
                entries:
                  - {number: 30001, holder: shop/web, uid: w, ports: [a/TCP/81], since: 2026-11-20T08:30:00Z, ledger: edge}
                  - {number: 30002, holder: shop/web, uid: w, ports: [b/TCP/82], since: 2026-11-20T08:30:00Z, ledger: edge}
                """);

        // When
        var remarks = Remarks.of(book, WEB);

        // Then
        assertThat(remarks).containsExactly(
                "NodePortLedger edge is gone: its numbers stay with their apps; create it again, and it takes them back");
    }

    @Test
    @DisplayName("to the holder alone: not to other apps, and not of what rests")
    void toWhomItConcerns() {
        // Given
        var book = book("""
                ledger: {range: 30000-30009}
                entries:
                  - {number: 31000, holder: lab/other, uid: o, ports: [a/TCP/81], since: 2026-11-20T08:30:00Z}
                  - {number: 31001, holder: shop/web, uid: w, ports: [a/TCP/81], since: 2026-11-20T08:30:00Z, until: 2026-11-21T08:30:00Z}
                """);

        // When
        var remarks = Remarks.of(book, WEB);

        // Then
        assertThat(remarks).isEmpty();
        assertThat(Remarks.of(book, "default")).containsExactly(
                "31000 stays though it is not in range 30000-30009 of ledger default any more (lab/other)",
                "31001 stays though it is not in range 30000-30009 of ledger default any more (shop/web)");
    }

    @Test
    @DisplayName("on the ledger of the first five, and how many there are more")
    void many() {
        // Given
        var book = book("ledger: {range: 30000-30009}\nentries:\n" + IntStream.range(31000, 31012)
                .mapToObj(n -> "  - {number: " + n + ", holder: shop/web, uid: w, ports: [a/TCP/81], since: 2026-11-20T08:30:00Z}\n")
                .collect(Collectors.joining()));

        // When
        var remarks = Remarks.of(book, "default");

        // Then
        assertThat(remarks).hasSize(6).last().isEqualTo("7 more stay likewise");
    }

    @Test
    @DisplayName("Numbers that a ledger sets aside for somebody and does not have are told on the ledger")
    void inVain() {
        // Given
        var book = book(
                """
                        ledgers:
                          default: {range: 30000-30009, excluded: ["30001"],
                            setAside: [{numbers: [30000-30001, "31000"], for: {namespace: lab}}, {numbers: ["31001"]}, {numbers: ["30002"], for: {namespace: lab}}]}
                        """);

        // When
        var remarks = Remarks.inVain(book.ledgers().named("default").orElseThrow());

        // Then
        assertThat(remarks).containsExactly("setAside for namespace lab names numbers that this ledger does not have: 30001, 31000");
    }

    private static Book book(String scene) {
        return Yaml.parse("now: 2026-11-21T12:00:00Z\npods: {replicas: 0, ready: 0, updated: 0, available: 0, state: COMPLETE}\n" + scene,
                Scene.class).book();
    }
}

package io.exposedapp.operator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A ledger that an administrator has frozen. */
class SuspendedTest {

    private static final String SUSPENDED = "{range: 30000-30009, suspended: true, setAside: [{numbers: ['30009'], for: {namespace: shop}}]}";

    @Test
    @DisplayName("It grants nothing: no free number, none that rests or was set aside, no pin")
    void grantsNothing() {
        // Given
        var scene = new Scene().ledger("default", SUSPENDED).resting(30001, "shop/web", "a:80").resting(30002, "shop/old", "b:80")
                .wants("a:80", "b:81=30002", "c:82=30003", "d:83", "e:84=30009");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("a - default suspended", "b - default suspended", "c - default suspended",
                "d - default suspended", "e - default suspended");
        assertThat(allocation.claims()).isEmpty();
    }

    @Test
    @DisplayName("What an app holds is served on: swapped, renamed, shared, taken over by its successor, entered again")
    void whatIsHeldGoesOn() {
        // Given
        var scene = new Scene().ledger("default", SUSPENDED).held(30001, "shop/web", "a:80").held(30002, "shop/web", "b:81")
                .heldByPredecessor(30003, "shop/web", "old:82").held(30004, "shop/web", "dns-tcp:53").carries("lost", 30005)
                .wants("a:80=30002", "b:81=30001", "dns-tcp:53", "dns-udp:53/UDP", "lost:83", "new:82");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("a 30002 PIN", "b 30001 PIN", "dns-tcp 30004 HELD", "dns-udp 30004 SHARED",
                "lost 30005 HELD", "new 30003 HELD");
    }

    @Test
    @DisplayName("A pin that could not be granted anyway is refused for its own reason")
    void ownReasonFirst() {
        // Given
        var scene = new Scene().ledger("default", SUSPENDED).held(30001, "lab/other", "http:80").wants("a:80=30001", "b:81=31000");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("a - 30001 held by lab/other", "b - 31000 out of 30000-30009");
    }

    @Test
    @DisplayName("Another ledger does not step in, but an app that names one is served")
    void otherLedgers() {
        // Given
        var scene = new Scene().ledger("default", SUSPENDED).ledger("edge", "{range: 31000-31000}").wants("http:80");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("http - default suspended");
        assertThat(Told.grants(scene.asks("edge").allocate())).containsExactly("http 31000 FREE");
    }
}

package io.exposedapp.operator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** What holds a number, keeps it: through renames, swaps, lost entries, edited ledgers and re-creation. */
class MovesTest {

    @Test
    @DisplayName("Shrinking the range or excluding a number never moves its holder")
    void editedLedger() {
        // Given
        var scene = new Scene().range(31000, 31999).excluded("31001").held(30001, "shop/web", "http:80")
                .held(31001, "shop/web", "https:443").wants("http:80", "https:443");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("http 30001 HELD", "https 31001 HELD");
        assertThat(allocation.claims()).isEmpty();
    }

    @Test
    @DisplayName("An entry that the app holds and serves no port on is idle; one at rest, or of another app, is not the app's to look after")
    void idle() {
        // Given
        var scene = new Scene().held(30001, "shop/web", "http:80").heldSince(30002, Scene.NOW, "shop/web", "http:80")
                .carries("http", 30002).resting(30003, "shop/web", "http:80").held(30004, "shop/other", "http:80").wants("http:80");

        // When
        var idle = scene.allocate().idle(scene.book(), Scene.ref("shop/web"));

        // Then
        assertThat(idle).containsExactly(scene.entry(30001));
    }

    @Test
    @DisplayName("Of two entries for one name the port has the one that its Service carries; without a Service, the older")
    void twoEntries() {
        // Given
        var scene = new Scene().held(30001, "shop/web", "http:80").heldSince(30002, Scene.NOW, "shop/web", "http:80")
                .carries("http", 30002).heldSince(30003, Scene.NOW, "shop/web", "https:443").held(30004, "shop/web", "https:443")
                .wants("http:80", "https:443");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("http 30002 HELD", "https 30004 HELD");
        assertThat(allocation.claims()).isEmpty();
    }

    @Test
    @DisplayName("A renamed port (same Service port and protocol) keeps its number, and the entry takes the new name")
    void rename() {
        // Given
        var scene = new Scene().held(30001, "shop/web", "web:80").carries("web", 30001).wants("http:80");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("http 30001 HELD");
        assertThat(Told.claims(allocation)).containsExactly("amend 30001 http");
        assertThat(allocation.claims().getFirst().entry().since()).isEqualTo(Scene.EARLIER);
    }

    @Test
    @DisplayName("Another protocol or Service port is no rename, nor is a name that is still declared")
    void noRename() {
        // Given
        var scene = new Scene().held(30001, "shop/web", "old:80/UDP").held(30003, "shop/web", "other:81").held(30007, "shop/web", "web:80")
                .wants("http:80", "web:8080");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("http 30005 FREE", "web 30007 HELD");
    }

    @Test
    @DisplayName("A shared number is kept when one of its two ports is renamed, and when both are")
    void renameShared() {
        // Given
        var scene = new Scene().held(30004, "shop/web", "dns-tcp:53", "dns-udp:53/UDP")
                .held(30007, "shop/web", "sip-tcp:5060", "sip-udp:5060/UDP").wants("dns:53", "dns-udp:53/UDP", "a:5060", "b:5060/UDP");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(allocation.numbers()).containsEntry("dns", 30004).containsEntry("dns-udp", 30004).containsEntry("a", 30007)
                .containsEntry("b", 30007);
        assertThat(Told.claims(allocation)).containsExactly("amend 30004 dns,dns-udp", "amend 30007 a,b");
    }

    @Test
    @DisplayName("Two ports swap their pins: both entries are edited in place")
    void swap() {
        // Given
        var scene = new Scene().held(30001, "shop/web", "a:80").held(30002, "shop/web", "b:90").carries("a", 30001).carries("b", 30002)
                .wants("a:80=30002", "b:90=30001");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("a 30002 PIN", "b 30001 PIN");
        assertThat(Told.claims(allocation)).containsExactly("amend 30001 b", "amend 30002 a");
    }

    @Test
    @DisplayName("Half a swap that is refused refuses the other half: nobody's number is pulled from under it")
    void halfRefusedSwap() {
        // Given
        var scene = new Scene().held(30001, "shop/web", "a:80").held(30002, "shop/web", "b:90").held(30003, "shop/other", "http:80")
                .wants("a:80=30002", "b:90=30003");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("a 30001 30002 held by shop/web", "b 30002 30003 held by shop/other");
        assertThat(allocation.claims()).isEmpty();
    }

    @Test
    @DisplayName("A refusal at the end of a chain of pins is felt at its beginning, whatever their names")
    void chainOfPins() {
        // Given
        var scene = new Scene().held(30001, "shop/web", "a:80").held(30002, "shop/web", "b:81").held(30003, "shop/web", "c:82")
                .onService(30004, "kube-system/thing").wants("a:80=30002", "b:81=30003", "c:82=30004");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(allocation.numbers()).containsEntry("a", 30001).containsEntry("b", 30002).containsEntry("c", 30003);
        assertThat(allocation.claims()).isEmpty();
    }

    @Test
    @DisplayName("An entry that was deleted by hand is made again from the app's Service")
    void lostEntry() {
        // Given
        var scene = new Scene().carries("http", 30001).wants("http:80");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("http 30001 HELD");
        assertThat(Told.claims(allocation)).containsExactly("create 30001 http");
    }

    @Test
    @DisplayName("A lost entry is made again even where a new grant would be refused: out of range, excluded, no ledger")
    void lostEntryOfAnEditedLedger() {
        // Given
        var scene = new Scene().noLedger().carries("http", 30001).carries("https", 30002).wants("http:80", "https:443=30002");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("http 30001 HELD", "https 30002 PIN");
        assertThat(Told.claims(allocation)).containsExactly("create 30001 http", "create 30002 https");
    }

    @Test
    @DisplayName("A number whose entry was lost is not granted to another port of the app that pins it")
    void lostEntryIsStillHeld() {
        // Given
        var scene = new Scene().carries("http", 30001).wants("admin:90=30001", "http:80");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("admin - 30001 held by shop/web", "http 30001 HELD");
        assertThat(Told.claims(allocation)).containsExactly("create 30001 http");
    }

    @Test
    @DisplayName("An entry that cannot be read takes no number from the app whose Service carries it, and is not written over")
    void unreadableEntryOfOurs() {
        // Given
        var scene = new Scene().unreadable(30001, "state Odd").unreadable(30002, "state Odd").carries("http", 30001)
                .carries("https", 30002).wants("http:80", "https:443=30002");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("http 30001 30001 unreadable: state Odd",
                "https 30002 30002 unreadable: state Odd");
        assertThat(allocation.claims()).isEmpty();
    }

    @Test
    @DisplayName("Of two apps that claim a number the one whose Service carries it is the holder: it keeps it, and names the other")
    void carriedUnderTheEntryOfAnother() {
        // Given
        var scene = new Scene().held(30001, "lab/other", "http:80").carries("http", 30001).resting(30002, "lab/old", "http:80")
                .carries("https", 30002).wants("http:80", "https:443=30002");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("http 30001 30001 held by lab/other", "https 30002 30002 resting for lab/old");
        assertThat(allocation.claims()).isEmpty();
    }

    @Test
    @DisplayName("A number that rests although the app's Service carries it is held again, wherever the range is by now")
    void carriedWhileItRests() {
        // Given
        var scene = new Scene().range(31000, 31999).resting(30001, "shop/web", "http:80").carries("http", 30001).wants("http:80");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("http 30001 HELD");
        assertThat(Told.claims(allocation)).containsExactly("amend 30001 http");
    }

    @Test
    @DisplayName("The other app, which has the entry and not the Service, moves on; where it is pinned it names the Service")
    void entryWithoutTheService() {
        // Given
        var scene = new Scene().held(30001, "shop/web", "http:80").onService(30001, "lab/other").held(30002, "shop/web", "https:443")
                .onService(30002, "lab/other").wants("http:80", "https:443=30002");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("http 30005 FREE", "https - 30002 on nodePort of lab/other");
    }

    @Test
    @DisplayName("The app that was deleted and made again takes its numbers over; since when they are held does not change")
    void recreated() {
        // Given
        var scene = new Scene().heldByPredecessor(30001, "shop/web", "http:80").wants("http:80");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("http 30001 HELD");
        assertThat(allocation.claims()).singleElement().isInstanceOfSatisfying(Claim.Amend.class, claim -> {
            assertThat(claim.changesOwner()).isTrue();
            assertThat(claim.entry().holder().uid()).isEqualTo(Scene.uid("shop/web"));
            assertThat(claim.entry().since()).isEqualTo(Scene.EARLIER);
        });
    }

    @Test
    @DisplayName("The app that was made again with another Service name keeps its number while the old Service is on its way out")
    void recreatedWithAnotherService() {
        // Given
        var scene = new Scene().heldByPredecessor(30001, "shop/web", "http:80").onService(30001, "shop/web").service("front")
                .wants("http:80");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("http 30001 HELD");
    }

    @Test
    @DisplayName("A number that a foreign Service has by now is given up by an unpinned port, and reported by a pinned one")
    void lostToAService() {
        // Given
        var scene = new Scene().held(30001, "shop/web", "http:80").held(30003, "shop/web", "https:443")
                .onService(30001, "kube-system/thing").onService(30003, "kube-system/thing").wants("http:80", "https:443=30003");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("http 30005 FREE", "https - 30003 on nodePort of kube-system/thing");
    }

    @RepeatedTest(20)
    @DisplayName("The order of the ports in the spec means nothing")
    void orderMeansNothing(RepetitionInfo info) {
        // Given
        var scene = new Scene().held(30001, "shop/web", "a:80").held(30002, "shop/web", "b:81")
                .restingSince(30003, Scene.NOW.minus(Duration.ofHours(1)), "shop/web", "c:82").carries("lost", 30004)
                .held(30007, "shop/web", "old:90").wants("a:80=30002", "b:81=30001", "c:82", "dns-tcp:53", "dns-udp:53/UDP", "lost:85",
                        "grpc:86", "http:87", "new:90", "twice:91=30008", "again:92=30008");

        // When
        var allocation = scene.allocateShuffled(new Random(info.getCurrentRepetition()));

        // Then
        assertThat(allocation).isEqualTo(scene.allocate());
    }
}

package io.exposedapp.operator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The API server says "already allocated" about a number that no Service in sight has. */
class LostRaceTest {

    @Test
    @DisplayName("An unpinned port moves at once from a number that it claimed in this very pass")
    void freshMovesAtOnce() {
        // Given
        var scene = new Scene().heldSince(30005, Scene.NOW, "shop/web", "http:80").fresh(30005).rejected(30005, Scene.NOW).wants("http:80");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("http 30006 FREE");
        assertThat(Told.claims(allocation)).containsExactly("create 30006 http");
    }

    @Test
    @DisplayName("An unpinned port is patient for a number that it held before: API servers lag behind each other")
    void heldIsPatient() {
        // Given
        var refused = Scene.NOW.minus(Allocator.PATIENCE).plusMillis(1);
        var scene = new Scene().held(30001, "shop/web", "http:80").rejected(30001, refused).wants("http:80");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("http - 30001 taken since " + refused);
        assertThat(allocation.claims()).isEmpty();
    }

    @Test
    @DisplayName("After ten seconds its patience ends, and the port moves")
    void patienceEnds() {
        // Given
        var scene = new Scene().held(30001, "shop/web", "http:80").rejected(30001, Scene.NOW.minus(Duration.ofSeconds(10)))
                .wants("http:80");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("http 30005 FREE");
    }

    @Test
    @DisplayName("A pinned port waits, however long")
    void pinnedWaits() {
        // Given
        var scene = new Scene().held(30001, "shop/web", "http:80").rejected(30001, Scene.NOW.minus(Duration.ofDays(1)))
                .wants("http:80=30001");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("http - 30001 taken since 2026-11-20T12:00:00Z");
    }

    @Test
    @DisplayName("A pinned port that waits keeps serving on the number that its Service has")
    void pinnedServesMeanwhile() {
        // Given: the claim of the new pin was made, and its Service write was refused
        var scene = new Scene().held(30001, "shop/web", "http:80").carries("http", 30001).heldSince(30002, Scene.NOW, "shop/web", "http:80")
                .fresh(30002).rejected(30002, Scene.NOW).wants("http:80=30002");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("http 30001 30002 taken since 2026-11-21T12:00:00Z");
        assertThat(allocation.claims()).isEmpty();
    }

    @Test
    @DisplayName("A rejected number is neither taken back from its rest nor found free")
    void rejectedIsNotChosen() {
        // Given: http is at home in 30005
        var scene = new Scene().resting(30002, "shop/web", "http:80").rejected(30002, Scene.NOW).rejected(30005, Scene.NOW)
                .wants("http:80");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("http 30006 FREE");
    }

    @Test
    @DisplayName("Of two entries for one name, neither carried, the port has the one that the API server has not refused")
    void secondEntry() {
        // Given: a crash between the claim of 30002 and the write of the Service
        var scene = new Scene().held(30001, "shop/web", "http:80").rejected(30001, Scene.NOW)
                .heldSince(30002, Scene.NOW, "shop/web", "http:80").wants("http:80");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("http 30002 HELD");
    }

    @Test
    @DisplayName("A pin that is refused after its port's number went to another port: the port gets it back, and that one's pin is refused")
    void refusedAfterTheClaims() {
        // Given: a was to take b's number and b to take 30003; both claims were made when the Service write was refused
        var scene = new Scene().held(30001, "shop/web", "a:80").held(30002, "shop/web", "a:80")
                .heldSince(30003, Scene.NOW, "shop/web", "b:81").carries("a", 30001).carries("b", 30002).fresh(30003)
                .rejected(30003, Scene.NOW).wants("a:80=30002", "b:81=30003");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("a 30001 30002 held by shop/web",
                "b 30002 30003 taken since 2026-11-21T12:00:00Z");
        assertThat(Told.claims(allocation)).containsExactly("amend 30002 b");
    }

    @Test
    @DisplayName("So it is when the numbers went round in a ring")
    void refusedAfterARing() {
        // Given: b and c swapped, and a was to leave the number that it shares with c
        var scene = new Scene().held(30005, "shop/web", "c:53").held(30006, "shop/web", "b:443").carries("a", 30006).carries("b", 30005)
                .carries("c", 30006).held(30004, "shop/web", "a:53/UDP").rejected(30004, Scene.NOW)
                .wants("a:53/UDP=30004", "b:443=30006", "c:53=30005");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(allocation.numbers()).containsEntry("a", 30006).containsEntry("b", 30005).containsEntry("c", 30006);
        assertThat(Told.claims(allocation)).containsExactly("amend 30005 b", "amend 30006 a,c");
    }

    @Test
    @DisplayName("What somebody else may win is claimed first: new numbers, then resting ones, then the app's own")
    void orderOfClaims() {
        // Given
        var scene = new Scene().held(30001, "shop/web", "old:80").resting(30002, "shop/web", "b:81").wants("a:80", "b:81", "c:82=30009");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.claims(allocation)).containsExactly("create 30009 c", "amend 30002 b", "amend 30001 a");
    }

    @Test
    @DisplayName("A pin that is lost to another app after its port left a shared number: the port stays on that one")
    void lostAfterTheTwinWasLeft() {
        // Given: 30001 was amended for dns-tcp alone, then the claim of 30002 met another app's
        var scene = new Scene().held(30001, "shop/web", "dns-tcp:53").carries("dns-tcp", 30001).carries("dns-udp", 30001)
                .held(30002, "lab/other", "http:80").wants("dns-tcp:53", "dns-udp:53/UDP=30002");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("dns-tcp 30001 HELD", "dns-udp 30001 30002 held by lab/other");
        assertThat(Told.claims(allocation)).containsExactly("amend 30001 dns-tcp,dns-udp");
    }

    @Test
    @DisplayName("A Service that was edited by hand to swap two numbers is no evidence against the entries")
    void swappedByHand() {
        // Given
        var scene = new Scene().held(30001, "shop/web", "a:80").held(30002, "shop/web", "b:81").carries("a", 30002).carries("b", 30001)
                .wants("a:80", "b:81");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("a 30001 HELD", "b 30002 HELD");
    }

    @Test
    @DisplayName("Nor is one that was edited by hand while another port waits for its pin")
    void editedByHandWhileAnotherWaits() {
        // Given
        var scene = new Scene().held(30001, "shop/web", "a:80").carries("a", 30009).held(30002, "shop/web", "b:81")
                .onService(30002, "kube-system/thing").wants("a:80", "b:81=30002");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("a 30001 HELD", "b - 30002 on nodePort of kube-system/thing");
    }

    @Test
    @DisplayName("A held number that was refused gives way to the one that the Service was edited to by hand: the port serves on")
    void editedByHandAndTaken() {
        // Given
        var scene = new Scene().held(30001, "shop/web", "http:80").carries("http", 30009).rejected(30001, Scene.NOW).wants("http:80");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("http 30009 HELD");
        assertThat(Told.claims(allocation)).containsExactly("create 30009 http");
    }

    @Test
    @DisplayName("The other ports of the app are not held up")
    void othersGoOn() {
        // Given
        var scene = new Scene().held(30001, "shop/web", "http:80").rejected(30001, Scene.NOW).held(30002, "shop/web", "https:443")
                .wants("admin:90", "http:80", "https:443");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(allocation.numbers()).containsOnlyKeys("admin", "https");
    }

    @Test
    @DisplayName("A number that the API server does not have in its range is refused with that range, pinned or held, for a minute")
    void outOfTheApiServersRange() {
        // Given
        var since = Scene.NOW.minus(Duration.ofSeconds(59));
        var range = new Range(30005, 30009);
        var scene = new Scene().held(30001, "shop/web", "http:80").outOfRange(30001, range, since).held(30002, "shop/web", "https:443")
                .outOfRange(30002, range, since).wants("http:80", "https:443=30002");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("http - 30001 out of the API server's 30005-30009",
                "https - 30002 out of the API server's 30005-30009");
        assertThat(allocation.claims()).isEmpty();
    }

    @Test
    @DisplayName("After a minute a port that is not pinned gets a number in the range, and a pinned one waits on")
    void movesIntoTheApiServersRange() {
        // Given
        var since = Scene.NOW.minus(Duration.ofSeconds(60));
        var range = new Range(30005, 30009);
        var scene = new Scene().held(30001, "shop/web", "http:80").outOfRange(30001, range, since).held(30002, "shop/web", "https:443")
                .outOfRange(30002, range, since).wants("http:80", "https:443=30002");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("http 30005 FREE", "https - 30002 out of the API server's 30005-30009");
    }

    @Test
    @DisplayName("A claim of this very pass that turns out to be out of the API server's range is given up at once for another number")
    void freshOutOfRange() {
        // Given
        var scene = new Scene().held(30005, "shop/web", "http:80").fresh(30005).outOfRange(30005, new Range(30006, 30009), Scene.NOW)
                .wants("http:80");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("http 30006 FREE");
    }
}

package io.exposedapp.operator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How many numbers of a ledger the apps of a namespace may have. The port http of shop/web is at home in 30005, https in 30002. */
class QuotaTest {

    @Test
    @DisplayName("What the namespace holds, what rests and what is retained count, in this ledger only; the refusal says whose they are")
    void used() {
        // Given
        var scene = quota(4).held(30000, "shop/a", "http:80").held(30001, "shop/a", "https:443").resting(30002, "shop/b", "http:80")
                .retained(30003, "shop/c", "http:80").held(30004, "lab/a", "http:80").held(31000, "shop/a", "far:80")
                .ledgerOf(31000, "edge")
                .wants("http:80");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("http - shop over quota 4 of default {shop/a=2, shop/b=1, shop/c=1}");
    }

    @Test
    @DisplayName("Below it a number is granted, and raising it cures who waited")
    void room() {
        // Given
        var scene = quota(2).held(30000, "shop/a", "http:80").wants("http:80");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("http 30005 FREE");
    }

    @Test
    @DisplayName("Several new ports in one pass get as many as there is room for, by name; pins come first")
    void severalAtOnce() {
        // Given
        var scene = quota(3).held(30000, "shop/other", "http:80").wants("a:80", "b:81", "pinned:82=30004");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("a 30006 FREE", "b - shop over quota 3 of default {shop/other=1, shop/web=2}",
                "pinned 30004 PIN");
    }

    @Test
    @DisplayName("Several pins in one pass get as many as there is room for, by name")
    void severalPins() {
        // Given
        var scene = quota(2).held(30000, "shop/other", "http:80").wants("a:80=30001", "b:81=30002");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("a 30001 PIN",
                "b - shop over quota 2 of default {shop/other=1, shop/web=1}");
    }

    @Test
    @DisplayName("Two protocols on one number are one number")
    void shared() {
        // Given
        var scene = quota(1).wants("dns-tcp:53=30001", "dns-udp:53/UDP=30001");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("dns-tcp 30001 PIN", "dns-udp 30001 PIN");
    }

    @Test
    @DisplayName("What is held, what rests for the port, a swap and a pin on what rests for the namespace need no room")
    void noRoomNeeded() {
        // Given
        var scene = quota(0).held(30001, "shop/web", "a:80").held(30002, "shop/web", "b:81").held(30003, "shop/web", "c:82")
                .resting(30004, "shop/web", "d:83").resting(30005, "shop/old", "e:84").retained(30006, "shop/old", "f:85")
                .wants("a:80=30002", "b:81=30001", "c:82", "d:83", "e:84=30005", "f:85=30006");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("a 30002 PIN", "b 30001 PIN", "c 30003 HELD", "d 30004 RESTING", "e 30005 PIN",
                "f 30006 PIN");
    }

    @Test
    @DisplayName("What the app's Service carries is entered without room, as at an adoption; but it takes the room of new ports")
    void carried() {
        // Given
        var scene = quota(1).carries("a", 30001).carries("b", 30002).wants("a:80", "b:81=30002", "c:82", "d:83=30004");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("a 30001 HELD", "b 30002 PIN",
                "c - shop over quota 1 of default {shop/web=2}", "d - shop over quota 1 of default {shop/web=2}");
        assertThat(Told.claims(allocation)).containsExactly("create 30001 a", "create 30002 b");
    }

    @Test
    @DisplayName("A move needs room, since the old number rests; refused, the port serves on where it is")
    void move() {
        // Given
        var scene = quota(1).held(30001, "shop/web", "http:80").wants("http:80=30004");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("http 30001 shop over quota 1 of default {shop/web=1}");
        assertThat(allocation.claims()).isEmpty();
    }

    @Test
    @DisplayName("A port that lost its number to a foreign Service, or to a refusal of the API server, gets another without room")
    void replacement() {
        // Given
        var scene = quota(2).held(30001, "shop/web", "http:80").onService(30001, "kube-system/thing").held(30003, "shop/web", "https:443")
                .rejected(30003, Scene.NOW).fresh(30003).wants("http:80", "https:443");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("http 30005 FREE", "https 30002 FREE");
    }

    @Test
    @DisplayName("What was set aside for the namespace needs room too")
    void setAside() {
        // Given
        var scene = new Scene()
                .ledger("default",
                        "{range: 30000-30009, quotaPerNamespace: 1, setAside: [{numbers: [30001-30002], for: {namespace: shop}}]}")
                .wants("http:80", "https:443");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("http 30001 SET_ASIDE", "https - shop over quota 1 of default {shop/web=1}");
    }

    private static Scene quota(int numbers) {
        return new Scene().ledger("default", "{range: 30000-30009, quotaPerNamespace: " + numbers + "}");
    }
}

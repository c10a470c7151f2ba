package io.exposedapp.operator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The ledger is full, and says by what. */
class CapacityTest {

    @Test
    @DisplayName("Without a free number a port is refused with true counts and the end of the first rest; held ones stay")
    void exhausted() {
        // Given
        var scene = new Scene().range(30000, 30005).excluded("30005").held(30000, "shop/web", "http:80").held(30001, "shop/a", "http:80")
                .restingSince(30002, Scene.EARLIER, "lab/b", "http:80")
                .restingSince(30003, Scene.EARLIER.minus(Duration.ofHours(2)), "lab/c", "http:80").onService(30004, "kube-system/thing")
                .wants("http:80", "https:443");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(allocation.numbers()).containsOnlyKeys("http");
        assertThat(allocation.grants().get("https")).isEqualTo(new Grant.Refused(null, new Refusal.Exhausted("default",
                new Census(5, 2, 2, 0, 0, 1, 0, 0, 2, 0, Scene.EARLIER.plus(Duration.ofHours(46))))));
    }

    @Test
    @DisplayName("The last free number is found, wherever it is")
    void lastFree() {
        // Given
        var scene = new Scene().range(30000, 32767).wants("http:80");
        IntStream.rangeClosed(30000, 32767).filter(number -> number != 31920).forEach(number -> scene.held(number, "shop/full", "p:1"));

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(allocation.numbers()).containsEntry("http", 31920);
    }

    @Test
    @DisplayName("More ports than numbers: nobody gets a number twice")
    void morePortsThanNumbers() {
        // Given
        var scene = new Scene().range(30000, 30001).wants("a:1", "b:2", "c:3");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(allocation.numbers()).containsOnlyKeys("a", "b");
        assertThat(allocation.numbers().values()).doesNotHaveDuplicates();
        assertThat(Told.grants(allocation)).contains("c - default exhausted");
    }

    @Test
    @DisplayName("A full ledger with a waiting app at a restart: the holders keep what they have, the waiting one waits")
    void restart() {
        // Given: "aaa" sorts before every holder and asks first
        var scene = new Scene().range(30000, 30001).held(30000, "shop/x", "http:80").held(30001, "shop/y", "http:80");

        // When
        var waiting = scene.app("shop/aaa").wants("http:80").allocate();

        // Then
        assertThat(Told.grants(waiting)).containsExactly("http - default exhausted");
        assertThat(Told.grants(scene.app("shop/x").allocate())).containsExactly("http 30000 HELD");
        assertThat(Told.grants(scene.app("shop/y").allocate())).containsExactly("http 30001 HELD");
    }

    @Test
    @DisplayName("The census counts numbers out of range and excluded ones apart, and free ones only in range")
    void census() {
        // Given
        var scene = new Scene().range(30000, 30009).excluded("30009", "40000-40010").held(29999, "shop/a", "http:80")
                .held(30000, "shop/b", "http:80").held(30009, "shop/c", "http:80").resting(30010, "shop/d", "http:80")
                .unreadable(30001, "state Odd").unreadable(29998, "state Odd").onService(30000, "shop/b").onService(30002, "kube-system/x")
                .onService(30009, "kube-system/x").onService(29997, "kube-system/x");
        var terms = new Terms("default", new Range(30000, 30009), null, NumberSet.excluded(List.of("30009")), Rules.DEFAULTS);

        // When
        var census = Census.of(scene.book(), terms);

        // Then: free are 30003 to 30008
        assertThat(census).isEqualTo(new Census(9, 3, 1, 0, 0, 1, 1, 3, 1, 6, Scene.EARLIER.plus(Duration.ofDays(2))));
    }

    @Test
    @DisplayName("While the range is unknown the census counts entries and claims to know nothing else")
    void censusWithoutRange() {
        // Given
        var scene = new Scene().rangeUnknown().held(30000, "shop/a", "http:80").onService(30001, "kube-system/x");
        var terms = new Terms("default", null, "nobody said", NumberSet.excluded(List.of()), Rules.DEFAULTS);

        // When
        var census = Census.of(scene.book(), terms);

        // Then
        assertThat(census).isEqualTo(new Census(0, 1, 0, 0, 0, 0, 0, 0, 0, 0, null));
    }
}

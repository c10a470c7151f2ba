package io.exposedapp.operator.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.exposedapp.operator.ledger.Entry.State;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers that wait for their app without end, and the policy that says so. */
class RetainedTest {

    @Test
    @DisplayName("A retained number comes back to its own port")
    void comesBack() {
        // Given
        var scene = new Scene().retained(30001, "shop/web", "http:80").wants("http:80");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("http 30001 RESTING");
        assertThat(allocation.claims()).singleElement().satisfies(claim -> {
            assertThat(claim.entry().state()).isEqualTo(State.HELD);
            assertThat(claim.entry().since()).isEqualTo(Scene.NOW);
        });
    }

    @Test
    @DisplayName("A pin of the same namespace takes it; another namespace is refused, and nobody gets it unasked")
    void pins() {
        // Given
        var scene = new Scene().range(30000, 30001).retained(30001, "shop/old", "http:80").wants("http:80", "pinned:81=30001");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(Told.grants(allocation)).containsExactly("http 30000 FREE", "pinned 30001 PIN");
        assertThat(Told.grants(scene.app("lab/web").allocate())).containsExactly("http 30000 FREE", "pinned - 30001 resting for shop/old");
    }

    @Test
    @DisplayName("A release retains by the entry's own policy, whatever the ledger's rest is")
    void release() {
        // Given
        var held = new Scene().held(30001, "shop/web", "http:80").policyOf(30001, "Retain").entry(30001);

        // When
        var retained = Lifecycle.release(held, Duration.ZERO, Scene.NOW).orElseThrow();

        // Then
        assertThat(retained.state()).isEqualTo(State.RETAINED);
        assertThat(retained.since()).isEqualTo(Scene.NOW);
        assertThat(retained.until()).isNull();
        assertThat(retained).usingRecursiveComparison().ignoringFields("state", "since", "confirmed").isEqualTo(held);
    }

    @Test
    @DisplayName("A policy that a newer operator wrote frees nothing either")
    void unknownPolicy() {
        // Given
        var held = new Scene().held(30001, "shop/web", "http:80").policyOf(30001, "Auction").entry(30001);

        // When
        var released = Lifecycle.release(held, Duration.ZERO, Scene.NOW);

        // Then
        assertThat(released).map(Entry::state).contains(State.RETAINED);
    }

    @Test
    @DisplayName("It never ends by itself")
    void neverOver() {
        // Given
        var entry = new Scene().retained(30001, "shop/web", "http:80").entry(30001);

        // When
        var over = Lifecycle.over(entry, Scene.NOW.plus(Duration.ofDays(3650)));

        // Then
        assertThat(over).isFalse();
    }

    static Stream<Arguments> policies() {
        return Stream.of(arguments("as the app says", retaining().reclaims("CoolDown"), "CoolDown"),
                arguments("as the ledger says", retaining(), "Retain"),
                arguments("as the app says", new Scene().reclaims("Retain"), "Retain"),
                arguments("a rest, where nobody says anything", new Scene(), "CoolDown"));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @DisplayName("A new entry has the policy of the app, else of its ledger")
    @MethodSource("policies")
    void newEntry(String why, Scene scene, String policy) {
        // Given
        scene.wants("http:80");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(allocation.claims()).as(why).singleElement().extracting(claim -> claim.entry().reclaimPolicy()).isEqualTo(policy);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @DisplayName("While a number is held its policy is kept current, since the release reads nothing else")
    @MethodSource("policies")
    void keptCurrent(String why, Scene scene, String policy) {
        // Given
        var other = policy.equals("Retain") ? "CoolDown" : "Retain";
        scene.held(30001, "shop/web", "http:80").policyOf(30001, other).wants("http:80");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(allocation.claims()).as(why).singleElement().satisfies(claim -> {
            assertThat(claim.entry().reclaimPolicy()).isEqualTo(policy);
            assertThat(claim.entry().since()).isEqualTo(Scene.EARLIER);
        });
        assertThat(scene.policyOf(30001, policy).allocate().claims()).as("and is written once").isEmpty();
    }

    @ParameterizedTest
    @DisplayName("The ledger of the entry decides, not the one that the app would be served from now")
    @ValueSource(strings = {"Retain", "CoolDown"})
    void ledgerOfTheEntry(String policy) {
        // Given
        var other = policy.equals("Retain") ? "CoolDown" : "Retain";
        var scene = new Scene().ledger("default", "{range: 30000-30009, defaultReclaimPolicy: " + other + "}")
                .ledger("edge", "{range: 31000-31009, priority: -1, defaultReclaimPolicy: " + policy + "}")
                .held(31000, "shop/web", "http:80")
                .ledgerOf(31000, "edge").policyOf(31000, policy).wants("http:80");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(allocation.claims()).isEmpty();
    }

    @Test
    @DisplayName("A ledger that is gone changes the policy of no entry, but its app still may")
    void ledgerGone() {
        // Given
        var scene = new Scene().noLedger().held(30001, "shop/web", "http:80").policyOf(30001, "Retain").wants("http:80");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(allocation.claims()).isEmpty();
        assertThat(scene.reclaims("CoolDown").allocate().claims()).singleElement().extracting(claim -> claim.entry().reclaimPolicy())
                .isEqualTo("CoolDown");
    }

    @Test
    @DisplayName("The census counts it as retained, and no rest ends for it")
    void census() {
        // Given
        var scene = new Scene().retained(30001, "shop/web", "http:80");

        // When
        var census = Census.of(scene.book(), scene.book().ledgers().named("default").orElseThrow());

        // Then
        assertThat(census).isEqualTo(new Census(10, 0, 0, 1, 0, 0, 0, 0, 1, 9, null));
    }

    private static Scene retaining() {
        return new Scene().ledger("default", "{range: 30000-30009, defaultReclaimPolicy: Retain}");
    }
}

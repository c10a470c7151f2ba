package io.exposedapp.operator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.operator.ledger.Entry.State;
import io.exposedapp.operator.ledger.Grant.Basis;
import io.exposedapp.operator.ledger.Grant.Granted;
import io.exposedapp.operator.ledger.Grant.Refused;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A number on an app's own Service whose entry is not the app's")
class ProofTest {

    @Test
    @DisplayName("is taken over from whatever holder the entry names, once a live look has proved it")
    void holderEdited() {
        // Given
        var scene = new Scene().held(30003, "bank/till", "http:80").carriesProven("http", 30003).wants("http:80");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(allocation.grants()).containsEntry("http", new Granted(30003, Basis.HELD));
        assertThat(allocation.claims()).singleElement().isInstanceOfSatisfying(Claim.Amend.class, claim -> {
            assertThat(claim.before()).isEqualTo(scene.entry(30003));
            assertThat(claim.changesOwner()).isTrue();
            assertThat(claim.entry().heldBy(Scene.ref("shop/web"))).isTrue();
            assertThat(claim.entry().since()).as("nobody knows since when").isEqualTo(Scene.NOW);
        });
        assertThat(allocation.contested(scene.book(), Scene.ref("shop/web"))).isEmpty();
    }

    @Test
    @DisplayName("is taken over by a pinned port likewise, and from its rest for another namespace")
    void pinnedAndResting() {
        // Given
        var scene = new Scene().resting(30003, "bank/till", "http:80").carriesProven("http", 30003).wants("http:80=30003");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(allocation.grants()).containsEntry("http", new Granted(30003, Basis.PIN));
        assertThat(allocation.claims()).singleElement().satisfies(claim -> assertThat(claim.entry().state()).isEqualTo(State.HELD));
    }

    @Test
    @DisplayName("is written anew where nobody can read the entry, in the place of the object that was seen")
    void unreadable() {
        // Given
        var scene = new Scene().unreadable(30003, "since is missing").carriesProven("http", 30003).wants("http:80");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(allocation.grants()).containsEntry("http", new Granted(30003, Basis.HELD));
        assertThat(allocation.claims()).singleElement().isInstanceOfSatisfying(Claim.Rewrite.class, claim -> {
            assertThat(claim.entry().uid()).isEqualTo("entry 30003");
            assertThat(claim.entry().resourceVersion()).isEqualTo("7");
            assertThat(claim.entry().heldBy(Scene.ref("shop/web"))).isTrue();
        });
    }

    @Test
    @DisplayName("is claimed by nobody without a proof, as when somebody wrote it into the Service: it is served, contested, and reported")
    void notProven() {
        // Given
        var scene = new Scene().held(30003, "bank/till", "http:80").carries("http", 30003).wants("http:80");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(allocation.grants()).containsEntry("http", new Refused(30003, new Refusal.HeldBy(30003, scene.entry(30003))));
        assertThat(allocation.claims()).isEmpty();
        assertThat(allocation.contested(scene.book(), Scene.ref("shop/web"))).containsExactly(30003);
    }

    @Test
    @DisplayName("is left for what the app holds, proved or not")
    void ownEntry() {
        // Given
        var scene = new Scene().held(30003, "bank/till", "http:80").held(30005, "shop/web", "http:80").carriesProven("http", 30003)
                .wants("http:80");

        // When
        var allocation = scene.allocate();

        // Then
        assertThat(allocation.numbers()).containsEntry("http", 30005);
        assertThat(allocation.claims()).isEmpty();
    }
}

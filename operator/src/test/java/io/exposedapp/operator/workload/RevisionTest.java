package io.exposedapp.operator.workload;

import static io.exposedapp.operator.workload.Shop.NOW;
import static io.exposedapp.operator.workload.Shop.UID;
import static io.exposedapp.operator.workload.Shop.web;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.exposedapp.operator.app.Names;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A revision is a short name for what the user said")
class RevisionTest {

    private static final Revision FIRST = Revision.of(web("v1", 1), List.of());

    @Test
    @DisplayName("in one spelling: sorted, without defaults, quantities by value")
    void intent() {
        // Given
        var app = Shop.read(Golden.read(Golden.file("revisions/everything-with-defaults-spelled.yaml")));

        // When
        var intent = Revision.of(app, List.of()).intent();

        // Then
        Golden.assertFile(Golden.file("intent.json"), intent.toPrettyString() + "\n");
    }

    @Test
    @DisplayName("A name that is taken by another intent is stepped over")
    void collision() {
        // Given
        var other = stored(FIRST.hash(), Revision.of(web("v2", 1), List.of()).intent(), UID, 1);

        // When
        var revision = Revision.of(web("v1", 1), List.of(other));

        // Then
        assertThat(revision.intent()).isEqualTo(FIRST.intent());
        assertThat(revision.hash()).isNotEqualTo(FIRST.hash()).matches("[bcdfghjklmnpqrstvwxz2456789]{6}");
    }

    @Test
    @DisplayName("So is one that is taken by something that cannot be read")
    void takenByTheUnreadable() {
        // Given
        var taken = Set.of(Names.revision("web", FIRST.hash()));

        // When
        var revision = Revision.of(web("v1", 1), List.of(), taken);

        // Then
        assertThat(revision.hash()).isNotEqualTo(FIRST.hash());
    }

    @Test
    @DisplayName("A revision that exists keeps its hash, also when what it had to step over has gone")
    void sticky() {
        // Given
        var stepped = stored("zzzzzz", FIRST.intent(), UID, 4);
        var later = stored("xxxxxx", FIRST.intent(), UID, 5);

        // When
        var revision = Revision.of(web("v1", 1), List.of(later, stepped));

        // Then
        assertThat(revision.hash()).isEqualTo("zzzzzz");
    }

    @Test
    @DisplayName("An orphan's hash is kept as well: it will be adopted with its pods")
    void orphan() {
        // Given
        var orphan = stored("zzzzzz", FIRST.intent(), null, 1);

        // When
        var revision = Revision.of(web("v1", 1), List.of(orphan));

        // Then
        assertThat(revision.hash()).isEqualTo("zzzzzz");
    }

    @Test
    @DisplayName("The predecessor's is not kept, but its name is waited for: the same intent has the same hash")
    void predecessor() {
        // Given
        var salted = stored("zzzzzz", FIRST.intent(), "another-uid", 1);
        var same = stored(FIRST.hash(), FIRST.intent(), "another-uid", 2);

        // When
        var revision = Revision.of(web("v1", 1), List.of(salted, same));

        // Then
        assertThat(revision).isEqualTo(FIRST);
    }

    private static SeenRevision stored(String hash, JsonNode intent, @Nullable String controller, long number) {
        var name = Names.revision("web", hash);
        return new SeenRevision(Shop.WEB, name, "uid-of-" + name, "1", hash, number, intent,
                PodBlueprint.template(web("v1", 1), new TreeMap<>()), NOW,
                controller, null);
    }
}

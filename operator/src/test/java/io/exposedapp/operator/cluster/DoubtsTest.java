package io.exposedapp.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.operator.cluster.Doubts.Contradiction;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A watch that shows what is older than what was known")
class DoubtsTest {

    private final Mirror<String> mirror = new Mirror<>(value -> value);

    @Test
    @DisplayName("was only behind once it shows the newest state itself")
    void behind() {
        // Given
        mirror.written(object("u1", 7), "own");
        mirror.seen(object("u1", 6), "late");
        assertThat(mirror.doubted()).containsExactly("ns/x");

        // When
        mirror.seen(object("u1", 7), "own");

        // Then
        assertThat(mirror.doubted()).isEmpty();
    }

    @Test
    @DisplayName("was only behind if the object itself is not older")
    void notOlder() {
        // Given
        mirror.seen(object("u1", 7), "new");
        mirror.seen(object("u1", 6), "old");

        // When
        var found = mirror.contradiction("ns/x", () -> object("u1", 7));

        // Then
        assertThat(mirror.doubted()).containsExactly("ns/x");
        assertThat(found).isEmpty();
    }

    @Test
    @DisplayName("contradicts history when the object itself is older than it was")
    void older() {
        // Given
        mirror.seen(object("u1", 7), "new");
        mirror.seen(object("u1", 6), "old");

        // When
        var found = mirror.contradiction("ns/x", () -> object("u1", 6));

        // Then
        assertThat(found).contains(new Contradiction("ns/x", 7, 6));
    }

    @Test
    @DisplayName("contradicts history when the object is there that was known to be gone")
    void back() {
        // Given
        mirror.seen(object("u1", 5), "first");
        mirror.gone(object("u1", 5));
        mirror.seen(object("u1", 5), "again");

        // When
        var found = mirror.contradiction("ns/x", () -> object("u1", 5));

        // Then
        assertThat(mirror.get("ns/x")).isEmpty();
        assertThat(found).contains(new Contradiction("ns/x", 5, 5));
    }

    @Test
    @DisplayName("contradicts history when the predecessor of an object has its name again")
    void predecessor() {
        // Given
        mirror.seen(object("u1", 5), "first");
        mirror.gone(object("u1", 5));
        mirror.seen(object("u2", 9), "second");
        mirror.seen(object("u1", 5), "first");

        // When
        var found = mirror.contradiction("ns/x", () -> object("u1", 5));

        // Then
        assertThat(mirror.get("ns/x")).contains("second");
        assertThat(found).contains(new Contradiction("ns/x", 9, 5));
    }

    @Test
    @DisplayName("is no proof when the object is gone, or goes while it is looked for")
    void gone() {
        // Given
        mirror.seen(object("u1", 7), "new");
        mirror.seen(object("u1", 6), "old");

        // When
        var whileLooking = mirror.contradiction("ns/x", () -> {
            mirror.gone(object("u1", 7));
            return object("u1", 7);
        });

        // Then
        assertThat(whileLooking).isEmpty();
        assertThat(mirror.contradiction("ns/x", () -> null)).isEmpty();
        assertThat(mirror.doubted()).isEmpty();
    }

    @Test
    @DisplayName("does not count for the newest resourceVersion that was seen, and nor does an own write")
    void newest() {
        // Given
        mirror.seen(object("u1", 7), "new");
        mirror.written(object("u1", 9), "own");

        // When
        mirror.seen(object("u1", 6), "old");

        // Then
        assertThat(mirror.newest()).isEqualTo(7);
    }

    private static ConfigMap object(String uid, long version) {
        return new ConfigMapBuilder().withNewMetadata().withNamespace("ns").withName("x").withUid(uid)
                .withResourceVersion(Long.toString(version)).endMetadata().build();
    }
}

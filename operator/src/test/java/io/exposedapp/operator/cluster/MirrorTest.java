package io.exposedapp.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A mirror of one kind")
class MirrorTest {

    private final List<String> told = new ArrayList<>();
    private final Mirror<String> mirror = new Mirror<>(value -> value.substring(0, 1));

    MirrorTest() {
        mirror.listen((before, now, own) -> told.add(before + " -> " + now + (own ? " (own)" : "")));
    }

    @Test
    @DisplayName("shows an own write at once, and does not tell of it again when the watch has it")
    void ownWriteAtOnce() {
        // Given
        mirror.written(object("u1", 5), "a5");

        // When
        mirror.seen(object("u1", 5), "a5");

        // Then
        assertThat(mirror.get("ns/x")).contains("a5");
        assertThat(told).containsExactly("null -> a5 (own)");
    }

    @Test
    @DisplayName("keeps the newest resourceVersion when the watch is behind")
    void newestWins() {
        // Given
        mirror.written(object("u1", 7), "a7");

        // When
        mirror.seen(object("u1", 6), "a6");

        // Then
        assertThat(mirror.get("ns/x")).contains("a7");
    }

    @Test
    @DisplayName("does not bring back what the watch has seen come and go before the answer of the create arrives")
    void lateAnswerOfCreate() {
        // Given
        mirror.seen(object("u1", 5), "a5");
        mirror.gone(object("u1", 5));

        // When
        mirror.written(object("u1", 5), "a5");

        // Then
        assertThat(mirror.get("ns/x")).isEmpty();
    }

    @Test
    @DisplayName("takes back an object that left the watch with its label and came again with it")
    void leftAndCameBack() {
        // Given
        mirror.seen(object("u1", 5), "a5");
        mirror.gone(object("u1", 5));

        // When
        mirror.seen(object("u1", 9), "a9");

        // Then
        assertThat(mirror.get("ns/x")).contains("a9");
    }

    @Test
    @DisplayName("keeps the successor when the deletion of its predecessor is heard of late")
    void deletionOfPredecessor() {
        // Given
        mirror.seen(object("u1", 5), "a5");
        mirror.written(object("u2", 8), "b8");

        // When
        mirror.gone(object("u1", 5));

        // Then
        assertThat(mirror.get("ns/x")).contains("b8");
        assertThat(mirror.of("b")).containsExactly("b8");
        assertThat(mirror.of("a")).isEmpty();
    }

    @Test
    @DisplayName("keeps an object that was created while a live read was under way that did not find it")
    void createdDuringLiveRead() {
        // Given
        mirror.seen(object("u1", 5), "a5");

        // When
        var read = mirror.<ConfigMap>refresh("ns/x", () -> {
            mirror.written(object("u2", 8), "b8");
            return null;
        }, object -> Optional.of("?"));

        // Then
        assertThat(read).isEmpty();
        assertThat(mirror.get("ns/x")).contains("b8");
    }

    @Test
    @DisplayName("forgets what a live read does not find")
    void notFoundLive() {
        // Given
        mirror.seen(object("u1", 5), "a5");

        // When
        mirror.<ConfigMap>refresh("ns/x", () -> null, object -> Optional.of("?"));

        // Then
        assertThat(mirror.get("ns/x")).isEmpty();
        assertThat(told).last().isEqualTo("a5 -> null");
    }

    @Test
    @DisplayName("ends with what is true, in whatever order the watch and the answers of writes arrive")
    void anyOrder() {
        for (long seed = 0; seed < 2_000; seed++) {
            // Given: u1 comes, changes and goes; u2 comes and changes. The watch tells in order, answers come when they like.
            var target = new Mirror<String>(value -> value);
            var watch = new ArrayList<Runnable>(List.of(
                    () -> target.seen(object("u1", 1), "u1@1"), () -> target.seen(object("u1", 2), "u1@2"),
                    () -> target.gone(object("u1", 2)), () -> target.seen(object("u2", 4), "u2@4"),
                    () -> target.seen(object("u2", 5), "u2@5")));
            var answers = new ArrayList<Runnable>(List.of(
                    () -> target.written(object("u1", 1), "u1@1"), () -> target.written(object("u1", 2), "u1@2"),
                    () -> target.deleted("ns/x", "u1"), () -> target.written(object("u2", 4), "u2@4")));
            var random = new Random(seed);
            Collections.shuffle(answers, random);

            // When
            while (!watch.isEmpty() || !answers.isEmpty()) {
                var next = answers.isEmpty() || (!watch.isEmpty() && random.nextBoolean()) ? watch : answers;
                next.removeFirst().run();
            }

            // Then
            assertThat(target.get("ns/x")).as("seed %d", seed).contains("u2@5");
        }
    }

    @Test
    @DisplayName("goes on when whoever is told of a change throws, and tells of the next one")
    void listenerThrows() {
        // Given
        mirror.listen((before, now, own) -> {
            told.add(before + " -> " + now);
            throw new IllegalStateException("cannot hear");
        });
        mirror.seen(object("u1", 5), "a5");

        // When
        mirror.seen(object("u1", 6), "a6");

        // Then
        assertThat(mirror.get("ns/x")).contains("a6");
        assertThat(told).containsExactly("null -> a5", "a5 -> a6");
    }

    private static ConfigMap object(String uid, long version) {
        return new ConfigMapBuilder().withNewMetadata().withNamespace("ns").withName("x").withUid(uid)
                .withResourceVersion(Long.toString(version))
                .endMetadata().build();
    }
}

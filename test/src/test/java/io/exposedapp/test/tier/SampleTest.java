package io.exposedapp.test.tier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A sample")
class SampleTest {

    private static final List<Integer> ALL = IntStream.range(0, 100).boxed().toList();

    @Test
    @DisplayName("has as many cases as an everyday run plays, each once, in their order, and the same for the same seed")
    void everyday() {
        // When
        var chosen = new Sample(false, 42).choose("numbers", ALL, 10);

        // Then
        assertThat(chosen).hasSize(10).doesNotHaveDuplicates().isSorted().isEqualTo(new Sample(false, 42).choose("numbers", ALL, 10))
                .isNotEqualTo(new Sample(false, 43).choose("numbers", ALL, 10));
    }

    @Test
    @DisplayName("is everything when the run is thorough, and where there is no more than an everyday run plays")
    void everything() {
        // When
        var thorough = new Sample(true, 42).choose("numbers", ALL, 10);
        var few = new Sample(false, 42).choose("numbers", ALL, 100);

        // Then
        assertThat(thorough).isEqualTo(ALL);
        assertThat(few).isEqualTo(ALL);
    }

    @Test
    @DisplayName("leaves no case out for good: a hundred seeds play all of them")
    void everySeedAnother() {
        // When
        Set<Integer> played = new HashSet<>();
        IntStream.range(0, 100).forEach(seed -> played.addAll(new Sample(false, seed).choose("numbers", ALL, 10)));

        // Then
        assertThat(played).containsAll(ALL);
    }
}

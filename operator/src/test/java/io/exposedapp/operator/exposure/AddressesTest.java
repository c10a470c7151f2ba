package io.exposedapp.operator.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Where node ports answer. */
class AddressesTest {

    @Test
    @DisplayName("Internal addresses by node name, the first of each node")
    void internal() {
        // Given
        var nodes = List.of(node("b", List.of(), "10.0.0.2", "fd00::2"), node("a", List.of(), "10.0.0.9"));

        // When
        var addresses = Addresses.of(nodes, List.of());

        // Then
        assertThat(addresses).isEqualTo(new Addresses(List.of("10.0.0.9", "10.0.0.2"), false, false));
    }

    @Test
    @DisplayName("If any node has an external address, external ones only")
    void external() {
        // Given
        var nodes = List.of(node("a", List.of(), "10.0.0.1"), node("b", List.of("198.51.100.2", "198.51.100.3"), "10.0.0.2"));

        // When
        var addresses = Addresses.of(nodes, List.of());

        // Then
        assertThat(addresses).isEqualTo(new Addresses(List.of("198.51.100.2"), false, false));
    }

    @Test
    @DisplayName("A node that does not serve does not count, nor does its external address")
    void notServing() {
        // Given
        var nodes = List.of(new SeenNode("a", false, List.of("198.51.100.1"), List.of("10.0.0.1")), node("b", List.of(), "10.0.0.2"));

        // When
        var addresses = Addresses.of(nodes, List.of("198.51.100.1"));

        // Then
        assertThat(addresses).isEqualTo(new Addresses(List.of("10.0.0.2"), false, false));
    }

    @Test
    @DisplayName("Three are shown, and that there are more: a status must not grow with the cluster")
    void atMostThree() {
        // When
        var addresses = Addresses.of(four(), List.of());

        // Then
        assertThat(addresses).isEqualTo(new Addresses(List.of("10.0.0.1", "10.0.0.2", "10.0.0.3"), true, false));
    }

    @Test
    @DisplayName("Those that were shown stay as long as they are good, in their order, and the first by name takes the place of one that is not")
    void sticky() {
        // When
        var addresses = Addresses.of(four(), List.of("10.0.0.4", "10.0.0.9", "10.0.0.2"));

        // Then
        assertThat(addresses.shown()).containsExactly("10.0.0.4", "10.0.0.2", "10.0.0.1");
    }

    @Test
    @DisplayName("Where no node serves any more, those that were shown last still are")
    void stale() {
        // When
        var addresses = Addresses.of(List.of(), List.of("10.0.0.4"));

        // Then
        assertThat(addresses).isEqualTo(new Addresses(List.of("10.0.0.4"), false, true));
        assertThat(Addresses.of(List.of(), List.of())).isEqualTo(Addresses.NONE);
    }

    private static List<SeenNode> four() {
        return List.of(node("d", List.of(), "10.0.0.4"), node("c", List.of(), "10.0.0.3"), node("b", List.of(), "10.0.0.2"),
                node("a", List.of(), "10.0.0.1"));
    }

    private static SeenNode node(String name, List<String> external, String... internal) {
        return new SeenNode(name, true, external, List.of(internal));
    }
}

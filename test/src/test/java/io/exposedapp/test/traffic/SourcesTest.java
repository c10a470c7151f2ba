package io.exposedapp.test.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A source port is used once")
class SourcesTest {

    private final Sources sources = new Sources(List.of(InetAddress.ofLiteral("127.0.0.2"), InetAddress.ofLiteral("127.0.0.3")));

    @Test
    @DisplayName("50,000 of one address, then those of the next, none twice")
    void once() {
        // When
        var given = Stream.generate(sources::next).limit(100_000).toList();

        assertThat(new HashSet<>(given)).hasSize(100_000);
        assertThat(given).extracting(InetSocketAddress::getHostString).startsWith("127.0.0.2").endsWith("127.0.0.3");
    }

    @Test
    @DisplayName("after the last one the client fails and says what to do")
    void exhausted() {
        Stream.generate(sources::next).limit(100_000).forEach(_ -> {
        });

        // When, Then
        assertThatThrownBy(sources::next).hasMessageContaining("give more addresses");
    }
}

package io.exposedapp.test.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exposedapp.test.waiting.Wait;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The client, as a process of its own")
class RunningClientTest {

    private static final RunningClient.Place HERE = new RunningClient.Place(List.of(), List.of("127.0.0.2"), 2);

    @TempDir
    private Path folder;

    @Test
    @DisplayName("counts each group apart, and names each request that was lost")
    void countsGroupsApart() throws IOException {
        try (var good = Misbehaving.server(Misbehaving.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
                var busy = Misbehaving.server(Misbehaving.answering("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n"));
                var client = RunningClient.start(HERE, folder.resolve("failures"),
                        List.of(group("good", good), new Group("mixed", List.of(good.address(), busy.address()))))) {
            Wait.until("20 requests of each group have ended").seen(client::tally,
                    tallies -> tallies.values().stream().allMatch(t -> t.sent() >= 20));

            // When
            var tally = client.stop();

            assertThat(tally.get("good")).satisfies(t -> assertThat(t.lost()).as(t.toString()).isZero());
            var mixed = Objects.requireNonNull(tally.get("mixed"));
            assertThat(mixed.of(Outcome.OK)).isCloseTo(mixed.of(Outcome.NOT_200), Offset.offset(2L));
            assertThat(client.failures()).hasSize((int) mixed.lost()).allMatch(line -> line.contains(" mixed NOT_200 "));
        }
    }

    @Test
    @DisplayName("gives no figures when it could not send at all")
    void failsItself() throws IOException {
        try (var server = Misbehaving.server(Misbehaving.silent());
                var client = RunningClient.start(new RunningClient.Place(List.of(), List.of("192.0.2.1"), 1), folder.resolve("failures"),
                        List.of(group("any", server)))) {
            // When, Then
            assertThatThrownBy(() -> Wait.until("it gives no figures").seen(client::tally, Map::isEmpty))
                    .hasMessageContaining("the client itself failed");
        }
    }

    @Test
    @DisplayName("a tally survives its own text, and two of them have a difference")
    void tallyAsText() {
        var earlier = Tally.NONE.with(Outcome.OK, 3);
        var later = earlier.with(Outcome.RESET, 1).with(Outcome.OK, 40);

        // When
        var read = Tally.parse(later.toString());

        assertThat(read).isEqualTo(later);
        assertThat(read.since(earlier)).isEqualTo(Tally.NONE.with(Outcome.RESET, 1).with(Outcome.OK, 40));
    }

    private static Group group(String name, Misbehaving server) {
        return new Group(name, List.<InetSocketAddress>of(server.address()));
    }
}

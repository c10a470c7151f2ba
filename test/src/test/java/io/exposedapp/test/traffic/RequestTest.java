package io.exposedapp.test.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exposedapp.test.traffic.Misbehaving.Manner;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A request ends in one way, and the client tells which")
class RequestTest {

    private static final int LONG_MILLIS = 60_000;
    /** For what is expected to time out. */
    private static final int SHORT_MILLIS = 300;

    static Stream<Arguments> manners() {
        return Stream.of(
                Arguments.of("a whole answer", Misbehaving.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"), Outcome.OK),
                Arguments.of("an answer without a length", Misbehaving.answering("HTTP/1.1 200 OK\r\n\r\nok"), Outcome.OK),
                Arguments.of("another status", Misbehaving.answering("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n"), Outcome.NOT_200),
                Arguments.of("half a body", Misbehaving.answering("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok"), Outcome.CUT_SHORT),
                Arguments.of("half a head", Misbehaving.answering("HTTP/1.1 200 OK\r\nContent-Le"), Outcome.CUT_SHORT),
                Arguments.of("an end at once", Misbehaving.answering(""), Outcome.CUT_SHORT),
                Arguments.of("a reset", Misbehaving.resetting(), Outcome.RESET),
                Arguments.of("no answer", Misbehaving.silent(), Outcome.TIMED_OUT));
    }

    @ParameterizedTest(name = "{0} is {2}")
    @MethodSource("manners")
    void outcome(String what, Manner manner, Outcome expected) throws IOException {
        try (var server = Misbehaving.server(manner)) {
            // When
            var patience = expected == Outcome.TIMED_OUT ? SHORT_MILLIS : LONG_MILLIS;
            var outcome = new Request(anyPort(), server.address(), patience).send();

            assertThat(outcome).as(what).isEqualTo(expected);
        }
    }

    @Test
    @DisplayName("a port on which nobody listens is refused")
    void refused() throws IOException {
        InetSocketAddress nobody;
        try (var closed = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            nobody = (InetSocketAddress) closed.getLocalSocketAddress();
        }

        // When
        var outcome = new Request(anyPort(), nobody, LONG_MILLIS).send();

        assertThat(outcome).isEqualTo(Outcome.REFUSED);
    }

    @Test
    @DisplayName("a source address that this host has not got is no outcome: the client fails")
    void foreignSource() throws IOException {
        try (var server = Misbehaving.server(Misbehaving.silent())) {
            var request = new Request(new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 0), server.address(), LONG_MILLIS);

            // When, Then
            assertThatThrownBy(request::send).isInstanceOf(BindException.class);
        }
    }

    @Test
    @DisplayName("a source port that another program has is told apart, for the next one will do")
    void sourceTaken() throws IOException {
        try (var server = Misbehaving.server(Misbehaving.silent())) {
            var request = new Request(server.address(), server.address(), LONG_MILLIS);

            // When, Then
            assertThatThrownBy(request::send).isInstanceOf(Request.SourceTaken.class);
        }
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
    }
}

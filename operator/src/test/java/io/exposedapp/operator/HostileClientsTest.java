package io.exposedapp.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Without the limits the heap is exhausted within seconds by clients that do not read. */
@Timeout(120)
@DisplayName("The HTTP port of a process with the heap of the image answers /livez, /readyz and /metrics")
class HostileClientsTest {

    /** By its query each asks for a page of its own. */
    private static final String SCRAPE = "GET /metrics?client=%d HTTP/1.1\r\nHost: operator\r\n\r\n";
    private static final int MANY = 120;

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Socket> hostile = new ArrayList<>();
    private ScrapedProcess process;

    @BeforeEach
    void start() throws IOException {
        process = ScrapedProcess.start();
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : hostile) {
            socket.close();
        }
        client.close();
        process.close();
    }

    @Test
    @DisplayName("while as many other clients as there are addresses ask for the metrics and read nothing")
    void clientsThatDoNotRead() throws Exception {
        // Given
        for (int n = 1; n <= MANY; n++) {
            sends(SCRAPE.formatted(n), InetAddress.getByAddress(new byte[]{127, 0, 1, (byte) n}));
        }

        // When
        answersEverything();

        // Then
        assertThat(process.isAlive()).isTrue();
    }

    @Test
    @DisplayName("while one client at its own address asks for the metrics many times and reads nothing")
    void oneClientManyTimes() throws Exception {
        // Given
        for (int n = 1; n <= MANY; n++) {
            sends(SCRAPE.formatted(n), InetAddress.getLoopbackAddress());
        }

        // When
        answersEverything();

        // Then
        assertThat(process.isAlive()).isTrue();
    }

    @Test
    @DisplayName("while many clients send nothing, part of a request, or a header without end")
    void requestsThatDoNotEnd() throws Exception {
        // Given
        for (int n = 1; n <= MANY; n++) {
            sends("", InetAddress.getLoopbackAddress());
            sends("GET /liv", InetAddress.getLoopbackAddress());
            sends("GET /livez HTTP/1.1\r\nX-Long: " + "x".repeat(16_000), InetAddress.getLoopbackAddress());
        }

        // When
        answersEverything();

        // Then
        assertThat(hostile.subList(1, 3)).allSatisfy(HostileClientsTest::isCutOff);
        assertThat(process.isAlive()).isTrue();
    }

    /** Asks for each page until it gets it; a wait that does not end is the test's time-out. */
    private void answersEverything() throws InterruptedException {
        for (var path : List.of("/livez", "/readyz", "/metrics")) {
            while (status(path) != 200) {
                assertThat(process.isAlive()).as("alive, when %s was asked", path).isTrue();
            }
        }
    }

    private int status(String path) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(process.port(), path))).build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
        } catch (IOException _) {
            // Closed to make room, or because the server has ended.
            return 0;
        }
    }

    private void sends(String text, InetAddress from) throws IOException {
        var socket = new Socket();
        hostile.add(socket);
        // So little that the answer does not fit into what the kernel keeps for a connection.
        socket.setReceiveBufferSize(4096);
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), process.port()));
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void isCutOff(Socket socket) {
        try {
            assertThat(socket.getInputStream().transferTo(OutputStream.nullOutputStream())).isZero();
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("reset");
        }
    }
}

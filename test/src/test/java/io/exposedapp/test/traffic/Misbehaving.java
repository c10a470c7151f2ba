package io.exposedapp.test.traffic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A server on loopback that treats each connection in the same way. */
final class Misbehaving implements AutoCloseable {

    /** What it does with a connection whose request has been read. */
    interface Manner {
        void with(Socket connection) throws IOException;
    }

    private final ServerSocket listening;

    private Misbehaving(ServerSocket listening) {
        this.listening = listening;
    }

    static Misbehaving server(Manner manner) throws IOException {
        var server = new Misbehaving(new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")));
        Thread.ofVirtual().start(() -> server.serve(manner));
        return server;
    }

    static Manner answering(String answer) {
        return connection -> {
            connection.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            connection.close();
        };
    }

    static Manner resetting() {
        return connection -> {
            // Closed with no linger: RST instead of FIN.
            connection.setSoLinger(true, 0);
            connection.close();
        };
    }

    static Manner silent() {
        return _ -> {
        };
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listening.getLocalSocketAddress();
    }

    private void serve(Manner manner) {
        try {
            while (true) {
                var connection = listening.accept();
                if (connection.getInputStream().read(new byte[1024]) > 0) {
                    manner.with(connection);
                }
            }
        } catch (IOException e) {
            if (!listening.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}

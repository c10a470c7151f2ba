package io.exposedapp.test.scenario.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Accepts connections on 127.0.0.1, and says nothing on any of them. */
final class SilentServer implements AutoCloseable {

    private final ServerSocket listening;
    private final Queue<Socket> connections = new ConcurrentLinkedQueue<>();

    private SilentServer(ServerSocket listening) {
        this.listening = listening;
    }

    static SilentServer start() {
        try {
            var server = new SilentServer(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().start(server::accept);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                connections.add(listening.accept());
            } catch (IOException _) {
                // closed
            }
        }
    }

    int port() {
        return listening.getLocalPort();
    }

    /** How many were ever made. */
    int connections() {
        return connections.size();
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (var connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

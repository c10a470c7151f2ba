package io.exposedapp.test.scenario.contract;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A webhook with failurePolicy Ignore whose server accepts connections, and says nothing on any of them: each write waits a second, and is made. */
final class HangingWebhook implements AutoCloseable {

    private final ServerSocket listening;
    private final Queue<Socket> connections = new ConcurrentLinkedQueue<>();
    private final String resource;
    private final DeadWebhook registered;

    private HangingWebhook(KubernetesClient client, String namespace, String resource) throws IOException {
        this.resource = resource;
        listening = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
        registered = DeadWebhook.ignored(client, namespace, resource, listening.getLocalPort());
    }

    /**
     * Registers it for what one namespace writes of one resource.
     *
     * @param resource as rules spell it: {@code pods}, {@code exposedapps/status}
     */
    static HangingWebhook on(KubernetesClient client, String namespace, String resource) {
        try {
            return new HangingWebhook(client, namespace, resource);
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

    String resource() {
        return resource;
    }

    /** The API server has asked it at least once. */
    boolean asked() {
        return !connections.isEmpty();
    }

    @Override
    public void close() {
        registered.close();
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

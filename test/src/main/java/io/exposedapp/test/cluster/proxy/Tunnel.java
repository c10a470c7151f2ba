package io.exposedapp.test.cluster.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/** Both sides of a WebSocket: this client watches so. What has been read of one side already is in its stream. */
record Tunnel(Socket client, InputStream fromClient, Socket server, InputStream fromServer) {

    /** Passes bytes on in both directions until one side ends. */
    void run() {
        var back = Thread.ofVirtual().start(() -> copy(fromClient, server));
        copy(fromServer, client);
        end();
        try {
            back.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void copy(InputStream from, Socket to) {
        try {
            var out = to.getOutputStream();
            var buffer = new byte[16_384];
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (IOException _) {
            // one side has ended it
        }
        end();
    }

    private void end() {
        try {
            client.close();
            server.close();
        } catch (IOException _) {
            // it is closed
        }
    }
}

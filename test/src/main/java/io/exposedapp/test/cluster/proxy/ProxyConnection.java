package io.exposedapp.test.cluster.proxy;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One connection of the client, with one to the API server behind it. */
final class ProxyConnection {

    /** Below the API server's own limit for connections that are idle, 90 s by default. */
    private static final long IDLE_NANOS = 30_000_000_000L;

    /** Makes a connection to the API server. */
    @FunctionalInterface
    interface Upstream {
        Socket connect() throws IOException;
    }

    private final Socket client;
    private final Upstream upstream;
    private final Function<ProxiedRequest, Fate> fates;
    private final InputStream in;
    private final OutputStream out;
    private @Nullable Server server;
    private long used;

    /** The connection to the API server. */
    private record Server(Socket socket, InputStream in) {
    }

    ProxyConnection(Socket client, Upstream upstream, Function<ProxiedRequest, Fate> fates) throws IOException {
        this.client = client;
        this.upstream = upstream;
        this.fates = fates;
        in = new BufferedInputStream(client.getInputStream());
        out = new BufferedOutputStream(client.getOutputStream());
    }

    /** Serves requests until one side closes the connection. */
    void serve() throws IOException {
        try {
            for (var head = HttpMessage.read(in); head.isPresent(); head = HttpMessage.read(in)) {
                if (!serve(head.get())) {
                    return;
                }
            }
        } finally {
            client.close();
            if (server != null) {
                server.socket().close();
            }
        }
    }

    /** False where the connection ends with it. */
    private boolean serve(HttpMessage head) throws IOException {
        var body = head.body(in);
        var words = head.first().split(" ", -1);
        var target = words[1].split("\\?", 2);
        var request = new ProxiedRequest(words[0], target[0], target.length > 1 ? target[1] : "", new String(body, StandardCharsets.UTF_8));
        switch (fates.apply(request)) {
            case Fate.Passed _ -> {
                return pass(head, body);
            }
            case Fate.Answered(boolean carriedOut, Reply reply) -> {
                carryOut(carriedOut, head, body);
                out.write(reply.bytes());
                out.flush();
                return true;
            }
            case Fate.Cut(boolean carriedOut) -> {
                carryOut(carriedOut, head, body);
                return false;
            }
            case Fate.Unanswered(boolean carriedOut) -> {
                carryOut(carriedOut, head, body);
                // Nothing comes, or the end.
                return in.read() >= 0;
            }
        }
    }

    private void carryOut(boolean wanted, HttpMessage head, byte[] body) throws IOException {
        if (wanted) {
            send(head, body).relayBody(server().in(), OutputStream.nullOutputStream());
        }
    }

    private boolean pass(HttpMessage head, byte[] body) throws IOException {
        var answer = send(head, body);
        out.write(answer.bytes());
        out.flush();
        if (answer.code() == 101) {
            new Tunnel(client, in, server().socket(), server().in()).run();
            return false;
        }
        answer.relayBody(server().in(), out);
        used = System.nanoTime();
        return true;
    }

    /** Answers with the head of what the API server says; the body follows in its stream. */
    private HttpMessage send(HttpMessage head, byte[] body) throws IOException {
        if (server != null && System.nanoTime() - used > IDLE_NANOS) {
            server.socket().close();
            server = null;
        }
        var to = server().socket().getOutputStream();
        var message = new ByteArrayOutputStream();
        message.write((body.length == 0 ? head : head.withLength(body.length)).bytes());
        message.write(body);
        to.write(message.toByteArray());
        to.flush();
        return HttpMessage.read(server().in()).orElseThrow(() -> new IOException("the API server closed the connection"));
    }

    private Server server() throws IOException {
        var open = server;
        if (open == null) {
            var socket = upstream.connect();
            open = new Server(socket, new BufferedInputStream(socket.getInputStream()));
            server = open;
        }
        return open;
    }
}

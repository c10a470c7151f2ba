package io.exposedapp.operator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An answer to one request. */
final class HttpAnswer {

    /** The server copies what it is given at once, twice: a whole page would be three in memory as long as its client does not read. */
    private static final int PIECE = 8192;

    private HttpAnswer() {
    }

    static void text(HttpExchange exchange, int status, String text) throws IOException {
        send(exchange, status, Map.of("Content-Type", "text/plain; charset=utf-8"), text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends the headers, and the body unless HEAD was asked; blocks as long as the client does not read. */
    static void send(HttpExchange exchange, int status, Map<String, String> headers, byte[] body) throws IOException {
        var all = exchange.getResponseHeaders();
        headers.forEach(all::set);
        all.set("Cache-Control", "no-store");
        if (exchange.getRequestMethod().equals("HEAD")) {
            all.set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        // A length of 0 would mean that it is not known.
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (var out = exchange.getResponseBody()) {
            for (int from = 0; from < body.length; from += PIECE) {
                out.write(body, from, Math.min(PIECE, body.length - from));
            }
        }
    }
}

package io.exposedapp.operator;

import com.sun.net.httpserver.HttpExchange;
import io.exposedapp.operator.metrics.Exposition;
import io.exposedapp.operator.metrics.ScrapePage;
import io.exposedapp.operator.metrics.ScrapeRequest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;

/** Answers with the metrics, those whose turn it is; the pages that unread answers keep in memory are as many as there are turns. */
final class MetricsEndpoint {

    private final Exposition metrics;
    private final RequestThreads threads;
    private final HttpLimits limits;
    private final ScrapeTurns turns;

    MetricsEndpoint(Exposition metrics, RequestThreads threads, HttpLimits limits) {
        this.metrics = metrics;
        this.threads = threads;
        this.limits = limits;
        turns = new ScrapeTurns(limits.scrapes());
    }

    /** Blocks until the client has read the answer, or a limit ends the request. */
    void answer(HttpExchange exchange) throws IOException {
        var client = exchange.getRemoteAddress().getAddress();
        try {
            if (!turns.begin(client, limits.scrape())) {
                exchange.getResponseHeaders().set("Retry-After", "1");
                exchange.getResponseHeaders().set("Connection", "close");
                HttpAnswer.text(exchange, 503,
                        "other scrapes are under way: one for each client, and %d in all\n".formatted(limits.scrapes()));
                return;
            }
            try {
                threads.protect(limits.scrape());
                send(exchange, metrics.page(request(exchange)));
            } finally {
                turns.end(client);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the scrape took too long, or had to make room for other requests");
        }
    }

    private static void send(HttpExchange exchange, ScrapePage page) throws IOException {
        HttpAnswer.send(exchange, page.status(), page.headers(), page.body());
    }

    private static ScrapeRequest request(HttpExchange exchange) {
        var headers = exchange.getRequestHeaders();
        return new ScrapeRequest(exchange.getRequestURI().getRawQuery(), headers.getOrDefault("Accept", List.of()),
                headers.getOrDefault("Accept-encoding", List.of()));
    }
}

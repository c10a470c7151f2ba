package io.exposedapp.operator.metrics;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a client gets that sends neither Accept nor Accept-Encoding, such as curl. */
final class Scrapes {

    static final ScrapeRequest PLAIN = new ScrapeRequest(null, List.of(), List.of());

    private Scrapes() {
    }

    static String text(OperatorMetrics metrics) {
        try {
            return new String(metrics.exposition().page(PLAIN).body(), StandardCharsets.UTF_8);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

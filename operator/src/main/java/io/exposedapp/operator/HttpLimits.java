package io.exposedapp.operator;

import java.time.Duration;

/**
 * What clients of the HTTP port may use up between them.
 *
 * @param requests how many are worked on at a time; one more ends the oldest that is not being answered with metrics
 * @param request how long one may take, from its first byte to the last of its answer
 * @param scrapes how many are answered with metrics at a time, each of another client
 * @param scrape how long a client may take to read the metrics, their rendering included; also how long one waits for its turn
 */
record HttpLimits(int requests, Duration request, int scrapes, Duration scrape) {

    /**
     * Prometheus waits 10 seconds for a scrape unless it is configured otherwise. A request that is being sent takes up to 80 kB of the heap, and a
     * scrape its page.
     */
    static final HttpLimits DEFAULT = new HttpLimits(64, Duration.ofSeconds(15), 8, Duration.ofSeconds(10));

    HttpLimits {
        if (requests < 1 || scrapes < 1) {
            throw new IllegalArgumentException("a limit of 0 admits nothing");
        }
    }
}

package io.exposedapp.operator.metrics;

import io.prometheus.metrics.exporter.common.PrometheusScrapeHandler;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pages of metrics, rendered one at a time: samples and text of a scrape are several times as large as its page. Requests that ask for the same while
 * it is being rendered share the page.
 */
public final class Exposition {

    private static final Logger LOGGER = LoggerFactory.getLogger(Exposition.class);

    private final PrometheusScrapeHandler handler;
    private final Map<ScrapeRequest, CompletableFuture<ScrapePage>> underWay = new ConcurrentHashMap<>();
    private final Semaphore renderer = new Semaphore(1, true);

    /** Of the metrics of the registry. */
    public Exposition(PrometheusRegistry registry) {
        handler = new PrometheusScrapeHandler(registry);
    }

    /**
     * Renders a page, or waits for the one that is being rendered for an equal request.
     *
     * @throws InterruptedException if the thread is interrupted, or the one that renders for it
     */
    public ScrapePage page(ScrapeRequest request) throws InterruptedException {
        var own = new CompletableFuture<ScrapePage>();
        var shared = underWay.putIfAbsent(request, own);
        return shared == null ? render(request, own) : await(shared);
    }

    private ScrapePage render(ScrapeRequest request, CompletableFuture<ScrapePage> result) throws InterruptedException {
        try {
            renderer.acquire();
            try {
                result.complete(rendered(request));
            } finally {
                renderer.release();
            }
            return result.join();
        } finally {
            underWay.remove(request);
            // Without effect after a page: an Error or an interruption must leave none waiting for it.
            result.cancel(false);
        }
    }

    private static ScrapePage await(CompletableFuture<ScrapePage> shared) throws InterruptedException {
        try {
            return shared.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (CancellationException _) {
            throw new InterruptedException("the scrape that this one shares was interrupted");
        }
    }

    private ScrapePage rendered(ScrapeRequest request) {
        try {
            var scrape = new CapturedScrape(request);
            handler.handleRequest(scrape);
            return scrape.page();
        } catch (IOException | RuntimeException e) {
            LOGGER.atWarn().setCause(e).log("The metrics could not be collected");
            return new ScrapePage(500, Map.of("Content-Type", "text/plain; charset=utf-8"),
                    ("the metrics could not be collected: " + e + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }
}

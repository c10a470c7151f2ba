package io.exposedapp.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The page of metrics")
class ExpositionTest {

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Exposition exposition = new Exposition(registry);

    @Test
    @DisplayName("is rendered once for requests that come while it is being rendered")
    void sharesARendering() throws Exception {
        // Given
        var renderings = new AtomicInteger();
        var started = new CountDownLatch(1);
        var release = new CompletableFuture<Void>();
        gauge(() -> {
            started.countDown();
            release.join();
            return renderings.incrementAndGet();
        });
        var first = new FutureTask<>(() -> exposition.page(Scrapes.PLAIN));
        var second = new FutureTask<>(() -> exposition.page(Scrapes.PLAIN));
        Thread.ofPlatform().start(first);
        started.await();
        awaitBlocked(Thread.ofPlatform().start(second));

        // When
        release.complete(null);

        // Then
        assertThat(second.get()).isSameAs(first.get());
        assertThat(renderings).hasValue(1);
    }

    @Test
    @DisplayName("is rendered anew for a request that comes later")
    void rendersAnew() throws Exception {
        // Given
        var renderings = new AtomicInteger();
        gauge(renderings::incrementAndGet);
        exposition.page(Scrapes.PLAIN);

        // When
        var later = exposition.page(Scrapes.PLAIN);

        // Then
        assertThat(text(later)).isEqualTo("# TYPE up gauge\nup 2.0\n");
    }

    @Test
    @DisplayName("does not come for one who shares it, when the one that renders is interrupted; both may ask again")
    void survivesAnInterruption() throws Exception {
        // Given
        var started = new CountDownLatch(1);
        var release = new CompletableFuture<Void>();
        gauge(() -> {
            started.countDown();
            release.join();
            return 1;
        });
        var other = new ScrapeRequest("debug=text", List.of(), List.of());
        Thread.ofPlatform().start(new FutureTask<>(() -> exposition.page(other)));
        started.await();
        var first = new FutureTask<>(() -> exposition.page(Scrapes.PLAIN));
        var second = new FutureTask<>(() -> exposition.page(Scrapes.PLAIN));
        var renders = Thread.ofPlatform().start(first);
        awaitBlocked(renders);
        awaitBlocked(Thread.ofPlatform().start(second));

        // When
        renders.interrupt();

        // Then
        assertThat(first).failsWithin(Duration.ofMinutes(1));
        assertThat(second).failsWithin(Duration.ofMinutes(1));
        release.complete(null);
        assertThat(text(exposition.page(Scrapes.PLAIN))).isEqualTo("# TYPE up gauge\nup 1.0\n");
    }

    @Test
    @DisplayName("is in OpenMetrics where that is accepted: the names of the series are the same, those of the families have no _total and no _info")
    void speaksOpenMetrics() throws Exception {
        // Given
        CounterWithCallback.builder().name("writes_total").help("Writes.").labelNames("app").callback(to -> to.call(1, "a"))
                .register(registry);
        Info.builder().name("build_info").help("Build.").labelNames("version").register(registry).addLabelValues("1");
        gauge(() -> 1);

        // When
        var page = exposition.page(new ScrapeRequest(null,
                List.of("application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5"),
                List.of()));

        // Then
        assertThat(page.headers()).containsEntry("Content-Type", "application/openmetrics-text; version=1.0.0; charset=utf-8");
        assertThat(text(page)).isEqualTo("""
                # TYPE build info
                # HELP build Build.
                build_info{version="1"} 1
                # TYPE up gauge
                up 1.0
                # TYPE writes counter
                # HELP writes Writes.
                writes_total{app="a"} 1.0
                # EOF
                """);
    }

    @Test
    @DisplayName("is compressed where gzip is accepted")
    void compresses() throws Exception {
        // Given
        gauge(() -> 1);

        // When
        var page = exposition.page(new ScrapeRequest(null, List.of(), List.of("deflate, gzip")));

        // Then
        assertThat(page.headers()).containsEntry("Content-Encoding", "gzip");
        try (var body = new GZIPInputStream(new ByteArrayInputStream(page.body()))) {
            assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("# TYPE up gauge\nup 1.0\n");
        }
    }

    @Test
    @DisplayName("has the metrics that are asked for by name[]")
    void filtersByName() throws Exception {
        // Given
        CounterWithCallback.builder().name("writes_total").help("Writes.").callback(to -> to.call(1)).register(registry);
        gauge(() -> 1);

        // When
        var page = exposition.page(new ScrapeRequest("name[]=writes_total", List.of(), List.of()));

        // Then
        assertThat(text(page)).isEqualTo("# HELP writes_total Writes.\n# TYPE writes_total counter\nwrites_total 1.0\n");
    }

    @Test
    @DisplayName("says so with 500 when a metric cannot be collected")
    void reportsAFailure() throws Exception {
        // Given
        gauge(() -> {
            throw new IllegalStateException("no cache");
        });

        // When
        var page = exposition.page(Scrapes.PLAIN);

        // Then
        assertThat(page.status()).isEqualTo(500);
        assertThat(text(page)).isEqualTo("the metrics could not be collected: java.lang.IllegalStateException: no cache\n");
    }

    private void gauge(IntSupplier value) {
        GaugeWithCallback.builder().name("up").callback(to -> to.call(value.getAsInt())).register(registry);
    }

    private static void awaitBlocked(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    private static String text(ScrapePage page) {
        return new String(page.body(), StandardCharsets.UTF_8);
    }
}

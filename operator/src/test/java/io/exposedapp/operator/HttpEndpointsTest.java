package io.exposedapp.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.exposedapp.operator.metrics.Exposition;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpEndpointsTest {

    private final AtomicReference<Optional<String>> caches = new AtomicReference<>(Optional.of("not synced"));
    private final SortedMap<String, HttpEndpoints.Check> ready = new TreeMap<>(Map.of("caches", caches::get, "api", Optional::empty));
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final HttpEndpoints endpoints = HttpEndpoints.start(0, new TreeMap<>(Map.of("threads", Optional::empty)), ready,
            new Exposition(registry));
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        client.close();
        endpoints.close();
    }

    @Test
    @DisplayName("A check that fails is named with its reason, and the endpoint answers 503")
    void reportsAFailedCheck() throws Exception {
        // When
        var answer = request("GET", "/readyz");

        // Then
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo("[+]api ok\n[-]caches: not synced\nfailed\n");
    }

    @Test
    @DisplayName("Once every check is well, it answers 200")
    void reportsReady() throws Exception {
        // Given
        caches.set(Optional.empty());

        // When
        var answer = request("GET", "/readyz");

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("[+]api ok\n[+]caches ok\nok\n");
    }

    @Test
    @DisplayName("Liveness does not ask the checks of readiness")
    void keepsLivenessApart() throws Exception {
        // When
        var answer = request("GET", "/livez?verbose");

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("[+]threads ok\nok\n");
    }

    @Test
    @DisplayName("A check that breaks has failed")
    void failsABrokenCheck() throws Exception {
        // Given
        ready.put("caches", () -> {
            throw new IllegalStateException("no cache");
        });

        // When
        var answer = request("GET", "/readyz");

        // Then
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("[-]caches: java.lang.IllegalStateException: no cache\n");
    }

    @Test
    @DisplayName("Metrics come with the content type of Prometheus' text format")
    void servesMetrics() throws Exception {
        // Given
        GaugeWithCallback.builder().name("up").callback(to -> to.call(1)).register(registry);

        // When
        var answer = request("GET", "/metrics");

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(answer.body()).isEqualTo("# TYPE up gauge\nup 1.0\n");
    }

    @Test
    @DisplayName("Metrics come compressed, and in OpenMetrics, to a client that accepts both")
    void negotiates() throws Exception {
        // When
        var answer = request("GET", "/metrics", "Accept", "application/openmetrics-text", "Accept-Encoding", "gzip");

        // Then
        assertThat(answer.headers().map()).containsEntry("Content-Type",
                List.of("application/openmetrics-text; version=1.0.0; charset=utf-8")).containsEntry("Content-Encoding", List.of("gzip"));
    }

    @Test
    @DisplayName("HEAD gets the status and the length, without a body")
    void answersHead() throws Exception {
        // When
        var answer = request("HEAD", "/readyz");

        // Then
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(39);
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE"})
    @DisplayName("Another method is refused, with those that are allowed")
    void refusesOtherMethods(String method) throws Exception {
        // When
        var answer = request(method, "/readyz");

        // Then
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/readyzz", "/readyz/caches", "/healthz"})
    @DisplayName("Another path is not found, and those that are there are named")
    void refusesOtherPaths(String path) throws Exception {
        // When
        var answer = request("GET", path);

        // Then
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("there are /livez, /readyz and /metrics\n");
    }

    @Test
    @DisplayName("A port that is taken ends the start with its number and what to set")
    void refusesATakenPort() {
        // When
        var refused = catchThrowableOfType(CannotStart.class,
                () -> HttpEndpoints.start(endpoints.port(), new TreeMap<>(), new TreeMap<>(), new Exposition(registry)));

        // Then
        assertThat(refused).hasMessage("HTTP_PORT is %d, and that port cannot be listened on (Address already in use);"
                .formatted(endpoints.port()) + " choose another, or 0 for any free port");
    }

    private HttpResponse<String> request(String method, String path, String... headers) throws Exception {
        var uri = URI.create("http://127.0.0.1:%d%s".formatted(endpoints.port(), path));
        var request = HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}

package io.exposedapp.test.cluster.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.exposedapp.test.cluster.prometheus.Alert.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Prometheus' HTTP API, read into records.
 *
 * @param server "http://127.0.0.1:21234"
 */
record PrometheusApi(HttpClient http, String server) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    boolean ready() {
        try {
            return send("/-/ready").statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    List<Sample> query(String promql) {
        var samples = new ArrayList<Sample>();
        var data = data("/api/v1/query?query=" + encoded(promql));
        if (!data.path("resultType").asText().equals("vector")) {
            throw new IllegalArgumentException(promql + " answers with a " + data.path("resultType").asText() + ", not with a vector");
        }
        for (JsonNode each : data.path("result")) {
            samples.add(new Sample(labels(each.path("metric")), number(each.path("value").path(1).asText())));
        }
        return samples;
    }

    /** Label sets of the series that match the selector, those that have ended lately too. */
    List<SortedMap<String, String>> series(String selector) {
        var series = new ArrayList<SortedMap<String, String>>();
        data("/api/v1/series?match%5B%5D=" + encoded(selector)).forEach(each -> series.add(labels(each)));
        return series;
    }

    List<Alert> alerts() {
        var alerts = new ArrayList<Alert>();
        for (JsonNode each : data("/api/v1/alerts").path("alerts")) {
            var labels = labels(each.path("labels"));
            alerts.add(new Alert(labels.getOrDefault("alertname", ""), State.valueOf(each.path("state").asText().toUpperCase(Locale.ROOT)),
                    labels, labels(each.path("annotations"))));
        }
        return alerts;
    }

    List<TargetState> targets() {
        var targets = new ArrayList<TargetState>();
        for (JsonNode each : data("/api/v1/targets?state=active").path("activeTargets")) {
            targets.add(new TargetState(each.path("scrapeUrl").asText(), labels(each.path("labels")), each.path("health").asText(),
                    each.path("lastError").asText(), each.path("lastScrapeDuration").asDouble()));
        }
        return targets;
    }

    SortedMap<String, Metadata> metadata() {
        var metadata = new TreeMap<String, Metadata>();
        data("/api/v1/metadata").properties().forEach(metric -> {
            var first = metric.getValue().path(0);
            metadata.put(metric.getKey(), new Metadata(first.path("type").asText(), first.path("help").asText()));
        });
        return metadata;
    }

    private JsonNode data(String path) {
        try {
            var answer = JSON.readTree(send(path).body());
            if (!answer.path("status").asText().equals("success")) {
                throw new IllegalArgumentException("Prometheus refuses " + path + ": " + answer.path("error").asText());
            }
            return answer.path("data");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> send(String path) {
        try {
            return http.send(HttpRequest.newBuilder(URI.create(server + path)).timeout(TIMEOUT).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static SortedMap<String, String> labels(JsonNode object) {
        var labels = new TreeMap<String, String>();
        object.properties().forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return labels;
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }
}

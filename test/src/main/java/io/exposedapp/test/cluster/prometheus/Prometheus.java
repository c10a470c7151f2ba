package io.exposedapp.test.cluster.prometheus;

import io.exposedapp.test.cluster.process.Component;
import io.exposedapp.test.cluster.process.WorkDirectory;
import io.exposedapp.test.waiting.Wait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A real Prometheus on this machine's loopback interface. It ends, and leaves nothing behind, when it is closed, and with this JVM.
 * What is awaited is shown as it was last seen when it does not come.
 */
public final class Prometheus implements AutoCloseable {

    /** A look is a request that Prometheus evaluates: less often than {@link Wait} looks, and more often than it scrapes. */
    private static final Duration OFTEN = Duration.ofMillis(200);

    private static final Pattern LISTENS = Pattern.compile("msg=\"Listening on\" address=127\\.0\\.0\\.1:(\\d+)");

    private final WorkDirectory directory;
    private final Component process;
    private final HttpClient http;
    private final PrometheusApi api;
    private final Duration interval;

    private Prometheus(WorkDirectory directory, Component process, HttpClient http, PrometheusApi api, Duration interval) {
        this.directory = directory;
        this.process = process;
        this.http = http;
        this.api = api;
        this.interval = interval;
    }

    /**
     * Starts one; when this returns it answers. It has not scraped anything yet: it scrapes for the first time 5 seconds after its start,
     * and what is over by then it does not see.
     *
     * @throws io.exposedapp.test.cluster.process.ComponentFailedException with the end of its log, if it ends instead: of a rule that it
     * cannot read, for example
     */
    public static Prometheus start(PrometheusOptions options) {
        var directory = WorkDirectory.create(options.messages());
        var http = HttpClient.newHttpClient();
        try {
            var files = new PrometheusFiles(directory.path());
            files.write(options);
            // It chooses the port and says which in its log: nobody can take it in between.
            var process = new Component(PrometheusTools.PROMETHEUS, List.of(PrometheusTools.program(PrometheusTools.PROMETHEUS),
                    "--config.file=" + files.config(), "--storage.tsdb.path=" + files.storage(), "--web.listen-address=127.0.0.1:0",
                    // Otherwise its scrapers take note of the targets once in 5 s, after its discovery, which does so once in 5 s too.
                    "--scrape.discovery-reload-interval=100ms"), directory);
            process.start();
            var server = Wait.until("Prometheus says on which port it listens").seen(() -> {
                process.requireRunning();
                return server(directory.logs());
            }, found -> !found.isEmpty());
            var api = new PrometheusApi(http, server);
            Wait.until("Prometheus is ready").isSo(() -> {
                process.requireRunning();
                return api.ready();
            });
            return new Prometheus(directory, process, http, api, options.interval());
        } catch (RuntimeException | AssertionError e) {
            http.close();
            directory.close();
            throw e;
        }
    }

    /** An instant query; throws {@link IllegalArgumentException} with Prometheus' words if it does not understand it. */
    public List<Sample> query(String promql) {
        return api.query(promql);
    }

    /** Label sets of the series that match the selector, those that have ended lately too. */
    public List<SortedMap<String, String>> series(String selector) {
        return api.series(selector);
    }

    /** Alerts that are pending or firing. */
    public List<Alert> alerts() {
        return api.alerts();
    }

    /** What it scrapes. */
    public List<TargetState> targets() {
        return api.targets();
    }

    /** Types and help of all metrics that its targets show, by name: that of the family, without {@code _bucket} or {@code _total}. */
    public SortedMap<String, Metadata> metadata() {
        return api.metadata();
    }

    /** Waits until the query's answer is like that, and answers with it. */
    public List<Sample> awaits(String promql, Predicate<List<Sample>> fits) {
        return until(promql, () -> api.query(promql), fits);
    }

    /** Waits until the query gives anything, and answers with that. */
    public List<Sample> awaitsSome(String promql) {
        return awaits(promql, samples -> !samples.isEmpty());
    }

    /** Waits until a scrape that did not fail has brought no such series: after one that failed there are none at all. */
    public void awaitsNone(String selector) {
        awaitsSome("up == 1 unless on () " + selector);
    }

    /**
     * Waits until such an alert fires, and answers with it. For one that clears by itself there is {@link #awaitsFired}: it may do so between
     * two looks.
     *
     * @param labels some of the alert's
     */
    public Alert awaitsFiring(String name, Map<String, String> labels) {
        Predicate<Alert> such = alert -> alert.name().equals(name) && alert.firing()
                && alert.labels().entrySet().containsAll(labels.entrySet());
        return until(name + labels + " fires", api::alerts, alerts -> alerts.stream().anyMatch(such)).stream().filter(such).findFirst()
                .orElseThrow();
    }

    /**
     * Waits until such an alert has fired, whether it still does or not.
     *
     * @param labels some of the alert's
     */
    public void awaitsFired(String name, Map<String, String> labels) {
        awaitsSome("last_over_time(ALERTS{alertname=\"%s\", alertstate=\"firing\"%s}[1h])".formatted(name, matchers(labels)));
    }

    /**
     * Waits until no such alert fires or is pending, and not for want of samples: one of these targets answered the last scrapes.
     *
     * @param labels some of the alert's
     * @param targets some labels of the targets that the alert is about
     */
    public void awaitsCleared(String name, Map<String, String> labels, Map<String, String> targets) {
        var cleared = "min_over_time(up{job!=\"\"%s}[%dms]) == 1 unless on () ALERTS{alertname=\"%s\"%s}".formatted(matchers(targets),
                3 * interval.toMillis(), name, matchers(labels));
        until(name + labels + " has cleared", api::alerts, _ -> !api.query(cleared).isEmpty());
    }

    /** For a selector that has one matcher already. */
    private static String matchers(Map<String, String> labels) {
        return labels.entrySet().stream().map(label -> ", %s=\"%s\"".formatted(label.getKey(), label.getValue()))
                .collect(Collectors.joining());
    }

    private <T> T until(String what, Supplier<T> look, Predicate<T> fits) {
        var last = new AtomicReference<>(look.get());
        Wait.until(what).every(OFTEN).isSo(() -> {
            process.requireRunning();
            return fits.test(last.updateAndGet(_ -> look.get()));
        }, () -> List.of(last.get(), "targets:", api.targets()));
        return last.get();
    }

    /** Empty as long as it has not said. */
    private static String server(Path logs) {
        try {
            var port = LISTENS.matcher(Files.readString(logs.resolve(PrometheusTools.PROMETHEUS + ".log")));
            return port.find() ? "http://127.0.0.1:" + port.group(1) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        http.close();
        directory.close();
    }
}

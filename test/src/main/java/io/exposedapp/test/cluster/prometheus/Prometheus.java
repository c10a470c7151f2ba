package io.exposedapp.test.cluster.prometheus;

import io.exposedapp.test.cluster.process.Component;
import io.exposedapp.test.cluster.process.WorkDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A real Prometheus on this machine's loopback interface. It ends, and leaves nothing behind, when it is closed, and with this JVM.
 * What is awaited is shown as it was last seen when it does not come.
 */
public final class Prometheus implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern LISTENS = Pattern.compile("msg=\"Listening on\" address=127\\.0\\.0\\.1:(\\d+)");

    private final WorkDirectory directory;
    private final Component process;
    private final PrometheusFiles files;
    private final HttpClient http;
    private final PrometheusApi api;
    private final Duration interval;

    private Prometheus(WorkDirectory directory, Component process, PrometheusFiles files, HttpClient http, PrometheusApi api,
            Duration interval) {
        this.directory = directory;
        this.process = process;
        this.files = files;
        this.http = http;
        this.api = api;
        this.interval = interval;
    }

    /**
     * Starts one; when this returns it answers. It has not scraped anything yet: it takes note of targets every 5 seconds, and what is over by
     * then it does not see.
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
                    "--config.file=" + files.config(), "--storage.tsdb.path=" + files.storage(), "--web.listen-address=127.0.0.1:0"),
                    directory);
            process.start();
            var server = new AtomicReference<>("");
            until(process, "the port that Prometheus listens on", () -> !server.updateAndGet(_ -> server(directory.logs())).isEmpty());
            var api = new PrometheusApi(http, server.get());
            until(process, "Prometheus is ready", api::ready);
            return new Prometheus(directory, process, files, http, api, options.interval());
        } catch (RuntimeException e) {
            http.close();
            directory.close();
            throw e;
        }
    }

    /** From now on it scrapes these and no others. It takes note of new targets every 5 seconds. */
    public void scrape(ScrapeTarget... targets) {
        files.targets(List.of(targets));
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

    /** Waits until one such alert fires, and answers with it. */
    public Alert awaitsFiring(String name) {
        return awaitsAlerts(alerts -> alerts.stream().anyMatch(alert -> alert.name().equals(name) && alert.firing())).stream()
                .filter(alert -> alert.name().equals(name) && alert.firing()).findFirst().orElseThrow();
    }

    /** Waits until no alert of that name fires or is pending. */
    public void awaitsCleared(String name) {
        awaitsCleared(alert -> alert.name().equals(name));
    }

    /** Waits until no such alert fires or is pending, and not for want of samples: the last scrapes of some target did not fail. */
    public void awaitsCleared(Predicate<Alert> such) {
        var scraped = "min_over_time(up[%dms]) == 1".formatted(3 * interval.toMillis());
        awaitsAlerts(alerts -> alerts.stream().noneMatch(such) && !api.query(scraped).isEmpty());
    }

    /** Waits until the alerts are like that, and answers with them. */
    public List<Alert> awaitsAlerts(Predicate<List<Alert>> fit) {
        return until("alerts", api::alerts, fit);
    }

    private <T> T until(String what, Supplier<T> look, Predicate<T> fits) {
        var last = new AtomicReference<>(look.get());
        try {
            until(process, what, () -> fits.test(last.updateAndGet(_ -> look.get())));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(what + ": did not come within " + PATIENCE + ". Last seen:\n" + last.get() + "\nTargets:\n"
                    + api.targets(), e);
        }
        return last.get();
    }

    private static void until(Component process, String what, Callable<Boolean> condition) {
        Awaitility.await(what).atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(100)).until(() -> {
            process.requireRunning();
            return condition.call();
        });
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

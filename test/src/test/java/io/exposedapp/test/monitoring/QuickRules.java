package io.exposedapp.test.monitoring;

import io.exposedapp.test.cluster.process.WorkDirectory;
import io.exposedapp.test.cluster.prometheus.Prometheus;
import io.exposedapp.test.cluster.prometheus.PrometheusOptions;
import io.exposedapp.test.cluster.prometheus.ScrapeTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.regex.Pattern;

/**
 * The shipped rules with short durations: a state of minutes becomes one of a second, a window of minutes one of {@value #WINDOW}. Nothing but
 * durations changes; promtool tests the rules with those that ship.
 */
enum QuickRules {

    /** With the hour within which a number that came free is remembered. */
    REMEMBERING("1h"),
    /** The same alert clears ten seconds after the number came free. */
    FORGETFUL("10s");

    /**
     * Some scrapes of one second may fail in it. Where all of them fail for longer, an increase is lost: whatever a test causes for an alert on
     * an increase, it causes again until the alert has fired.
     */
    static final String WINDOW = "6s";

    private static final Pattern LASTS = Pattern.compile("for: \\d+m$", Pattern.MULTILINE);
    private static final Pattern MINUTES = Pattern.compile("\\[\\d+m]");
    private static final Pattern HOURS = Pattern.compile("\\[\\d+h]");

    private final String memory;

    QuickRules(String memory) {
        this.memory = memory;
    }

    /** Starts a Prometheus that evaluates them. */
    Prometheus start(ScrapeTarget... targets) {
        try (var folder = scratch()) {
            var rules = Files.writeString(folder.path().resolve("rules.yaml"), text());
            // Prometheus reads its rules once, at its start.
            return Prometheus.start(PrometheusOptions.scraping(targets).withRules(rules));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static WorkDirectory scratch() {
        return WorkDirectory.create(System.err::println);
    }

    private String text() {
        var lasting = LASTS.matcher(Shipped.text(Shipped.RULES)).replaceAll("for: 1s");
        return HOURS.matcher(MINUTES.matcher(lasting).replaceAll("[" + WINDOW + "]")).replaceAll("[" + memory + "]");
    }
}

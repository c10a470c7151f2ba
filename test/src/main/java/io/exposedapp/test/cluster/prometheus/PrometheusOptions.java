package io.exposedapp.test.cluster.prometheus;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a Prometheus is to do.
 *
 * @param job label {@code job} of all targets
 * @param interval at which targets are scraped and rules evaluated
 * @param targets that it scrapes from its start to its end, whether anything answers there or not
 * @param rules files of alerting and recording rules
 * @param messages is told of what somebody killed has left behind
 */
public record PrometheusOptions(String job, Duration interval, List<ScrapeTarget> targets, List<Path> rules, Consumer<String> messages) {

    /** Refuses an interval that Prometheus cannot express. */
    public PrometheusOptions {
        if (interval.toMillis() < 1) {
            throw new IllegalArgumentException("interval: " + interval + " is less than a millisecond");
        }
        targets = List.copyOf(targets);
        rules = rules.stream().map(Path::toAbsolutePath).toList();
    }

    /**
     * Every second, no rules; the job has the name that the shipped manifests give it. A scrape that takes longer than the interval fails, and
     * all series end with it: a busy machine does not always answer within half a second.
     */
    public static PrometheusOptions scraping(ScrapeTarget... targets) {
        return new PrometheusOptions("exposedapp-operator", Duration.ofSeconds(1), List.of(targets), List.of(), System.err::println);
    }

    public PrometheusOptions withInterval(Duration every) {
        return new PrometheusOptions(job, every, targets, rules, messages);
    }

    public PrometheusOptions withRules(Path... files) {
        return new PrometheusOptions(job, interval, targets, List.of(files), messages);
    }
}

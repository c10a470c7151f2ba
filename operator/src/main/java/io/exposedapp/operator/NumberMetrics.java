package io.exposedapp.operator;

import io.exposedapp.operator.ledger.Book;
import io.exposedapp.operator.ledger.Duplicates;
import io.exposedapp.operator.ledger.Entry;
import io.exposedapp.operator.ledger.HeldPort;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * What is told of each number that has an entry. The only metrics with names of apps in their labels: there are never more of them than numbers,
 * and those of an app go when its numbers are free.
 */
final class NumberMetrics {

    private NumberMetrics() {
    }

    static void register(PrometheusRegistry registry, Supplier<Book> book) {
        GaugeWithCallback.builder().name("exposedapp_number_info")
                .help("A node port number that has an entry, and one of the ports that are, or were, served on it; always 1.")
                .labelNames("node_port", "protocol", "ledger", "state", "namespace", "app", "port")
                .callback(to -> book.get().entries().values().forEach(entry -> info(to, entry))).register(registry);
        GaugeWithCallback.builder().name("exposedapp_number_rest_end_timestamp_seconds")
                .help("When the number's rest is over, in seconds since 1970; only while it rests.").labelNames("node_port", "ledger")
                .callback(to -> book.get().entries().values().forEach(entry -> restEnd(to, entry))).register(registry);
        GaugeWithCallback.builder().name("exposedapp_duplicate_numbers")
                .help("Numbers that two Services carry, or that one app holds and another app's Service carries; must be 0.")
                .callback(to -> to.call(Duplicates.of(book.get()).size())).register(registry);
    }

    private static void info(GaugeWithCallback.Callback to, Entry entry) {
        var app = entry.holder().app();
        for (HeldPort port : entry.holder().ports()) {
            to.call(1, Integer.toString(entry.number()), port.protocol(), entry.ledger(), entry.state().name().toLowerCase(Locale.ROOT),
                    app.namespace(), app.name(), port.name());
        }
    }

    private static void restEnd(GaugeWithCallback.Callback to, Entry entry) {
        var until = entry.until();
        if (until != null) {
            to.call((double) until.getEpochSecond(), Integer.toString(entry.number()), entry.ledger());
        }
    }
}

package io.exposedapp.operator.metrics;

import io.exposedapp.operator.ledger.Book;
import io.exposedapp.operator.ledger.Duplicates;
import io.exposedapp.operator.ledger.Entry;
import io.exposedapp.operator.ledger.HeldPort;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * What is told of each number that has an entry. The name of an app that is gone stands here until its numbers are free: whoever closes the
 * firewall must know whose they were.
 */
final class NumberMetrics {

    private NumberMetrics() {
    }

    static void register(LeaderOnly leader, Supplier<Book> book) {
        leader.gauge("exposedapp_number_info",
                "A node port number that has an entry, and one of the ports that are, or were, served on it; always 1.",
                to -> book.get().entries().values().forEach(entry -> info(to, entry)), "node_port", "protocol", "ledger", "state",
                "namespace", "app", "port");
        leader.gauge("exposedapp_number_rest_end_timestamp_seconds",
                "When the number's rest is over, in seconds since 1970; only while it rests.",
                to -> book.get().entries().values().forEach(entry -> restEnd(to, entry)), "node_port", "ledger");
        leader.gauge("exposedapp_duplicate_numbers",
                "Numbers that two Services carry, or that one app holds and another app's Service carries; must be 0.",
                to -> to.call(Duplicates.of(book.get()).size()));
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

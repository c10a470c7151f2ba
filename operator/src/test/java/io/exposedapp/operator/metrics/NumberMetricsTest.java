package io.exposedapp.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.ledger.Book;
import io.exposedapp.operator.ledger.Carrier;
import io.exposedapp.operator.ledger.Entries;
import io.exposedapp.operator.ledger.Entry;
import io.exposedapp.operator.ledger.HeldPort;
import io.exposedapp.operator.ledger.Holder;
import io.exposedapp.operator.ledger.Ledgers;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The metrics of single numbers")
class NumberMetricsTest {

    private static final Instant SINCE = Instant.parse("2026-11-21T12:00:00Z");

    private final OperatorMetrics metrics = new OperatorMetrics("1.2.3");
    private final TreeMap<Integer, Entry> entries = new TreeMap<>();
    private final TreeMap<Integer, SortedSet<Carrier>> carriers = new TreeMap<>();

    NumberMetricsTest() {
        metrics.cluster(() -> true).numbers(() -> new Book(entries, new TreeMap<>(), carriers, new TreeMap<>(), Ledgers.of()));
    }

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    @DisplayName("tell who has a number, one series for each port of a shared number")
    void tellsWhoHasIt() {
        // Given
        entry(30053, Entry.State.HELD, null, new HeldPort("dns", "UDP", 53), new HeldPort("dns-tcp", "TCP", 53));

        // When
        var text = Scrapes.text(metrics);

        // Then
        assertThat(text).contains(
                """
                        # TYPE exposedapp_number_info gauge
                        exposedapp_number_info{app="web",ledger="default",namespace="shop",node_port="30053",port="dns",protocol="UDP",state="held"} 1.0
                        exposedapp_number_info{app="web",ledger="default",namespace="shop",node_port="30053",port="dns-tcp",protocol="TCP",state="held"} 1.0
                        """)
                .doesNotContain("rest_end_timestamp_seconds{");
    }

    @Test
    @DisplayName("tell when a rest is over, and nothing of the kind of a number that is retained")
    void tellsTheEndOfARest() {
        // Given
        entry(30001, Entry.State.COOLING_DOWN, SINCE.plusSeconds(60), new HeldPort("http", "TCP", 80));
        entry(30002, Entry.State.RETAINED, null, new HeldPort("http", "TCP", 80));

        // When
        var text = Scrapes.text(metrics);

        // Then
        var end = text.lines().filter(line -> line.startsWith("exposedapp_number_rest_end_timestamp_seconds{")).toList();
        assertThat(end).singleElement().asString().startsWith(
                "exposedapp_number_rest_end_timestamp_seconds{ledger=\"default\",node_port=\"30001\"} ");
        assertThat(Double.parseDouble(end.getFirst().substring(end.getFirst().lastIndexOf(' ') + 1)))
                .isEqualTo(SINCE.getEpochSecond() + 60.0);
        assertThat(text).contains("state=\"cooling_down\"", "state=\"retained\"");
    }

    @Test
    @DisplayName("raise the alarm when two Services carry one number, and only then")
    void raisesTheAlarm() {
        // Given
        var calm = Scrapes.text(metrics);
        carriers.put(30001, new TreeSet<>(List.of(new Carrier("shop", "web", Carrier.NODE_PORT),
                new Carrier("bank", "api", Carrier.NODE_PORT))));

        // When
        var text = Scrapes.text(metrics);

        // Then
        assertThat(calm).contains("\nexposedapp_duplicate_numbers 0.0\n");
        assertThat(text).contains("\nexposedapp_duplicate_numbers 1.0\n");
    }

    @Test
    @DisplayName("leave nothing of an entry that is gone")
    void leavesNothing() {
        // Given
        entry(30001, Entry.State.HELD, null, new HeldPort("http", "TCP", 80));
        var before = Scrapes.text(metrics);
        entries.clear();

        // When
        var text = Scrapes.text(metrics);

        // Then
        assertThat(before).contains("node_port=\"30001\"");
        assertThat(text).doesNotContain("30001");
    }

    private void entry(int number, Entry.State state, @Nullable Instant until, HeldPort... ports) {
        entries.put(number, Entries.entry(number, "uid", "1", "default", state,
                new Holder(new AppRef("shop", "web"), "uid", "web", List.of(ports)), "CoolDown", SINCE, until));
    }
}

package io.exposedapp.test.scenario.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** docs/status.md: its tables of moments. */
final class StatusPage {

    private static final String HEADER = "| Moment | Ready | Stalled | Reason of Ready | kstatus | Argo CD | `kubectl wait` |";

    private StatusPage() {
    }

    /** Every row of every such table. */
    static List<Moment> moments() {
        var lines = lines();
        return Stream.iterate(0, i -> i < lines.size(), i -> i + 1).filter(i -> lines.get(i).equals(HEADER))
                .flatMap(i -> lines.subList(i + 2, lines.size()).stream().takeWhile(line -> line.startsWith("|"))).map(StatusPage::ofCells)
                .toList();
    }

    /** The row with that first cell. */
    static Moment moment(String text) {
        return moments().stream().filter(moment -> moment.text().equals(text)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("docs/status.md has no row \"" + text + "\""));
    }

    private static Moment ofCells(String row) {
        return Moment.of(Stream.of(row.split("\\|", -1)).map(String::strip).filter(cell -> !cell.isEmpty()).toList());
    }

    private static List<String> lines() {
        var page = Path.of("docs", "status.md");
        try {
            // Maven runs tests in their module's folder; an IDE may run them in the project's.
            return Files.readAllLines(Files.exists(page) ? page : Path.of("..").resolve(page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.exposedapp.test.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.operator.RunningOperator;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.operator.WithOperator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WithOperator
@DisplayName("The page of metrics")
class MetricsPageIT {

    private static final Path PAGE = Path.of("..", "docs", "metrics.md");
    private static final Pattern TYPE = Pattern.compile("^# TYPE (\\S+) (\\S+)$", Pattern.MULTILINE);
    private static final Pattern SAMPLE = Pattern.compile("^([a-zA-Z_:][\\w:]*)\\{(.*)} ", Pattern.MULTILINE);
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");

    /** Which of these there are depends on the JVM and on what it has done so far. */
    private static final Pattern OF_THE_JVM = Pattern.compile("(jvm|process)_.*");

    private final RunningOperator operator;
    private final User user;

    MetricsPageIT(RunningOperator operator, User user) {
        this.operator = operator;
        this.user = user;
    }

    @Test
    @DisplayName("lists every metric that a working operator shows, with its type and labels, and none of ours that it does not show")
    void listsEveryMetric() throws Exception {
        // Given
        user.applies("""
                apiVersion: exposedapp.io/v1
                kind: ExposedApp
                metadata: {name: measured}
                spec: {image: nginx, ports: [{name: http, containerPort: 80}]}
                """);
        user.applies("""
                apiVersion: exposedapp.io/v1
                kind: ExposedApp
                metadata: {name: resting}
                spec: {image: nginx, ports: [{name: http, containerPort: 80}]}
                """);
        user.seesReady("measured");
        user.seesReady("resting");

        // When
        user.kubectl("delete", "xapp", "resting", "--wait=false");

        // Then
        var scraped = new AtomicReference<List<String>>(List.of());
        user.awaits("a number that rests", () -> {
            scraped.set(rows(scrape()));
            return scraped.get().stream().anyMatch(row -> row.contains("rest_end"));
        });
        var page = Files.readString(PAGE);
        assertThat(scraped.get()).hasSizeGreaterThan(10);
        assertThat(page).as("rows that docs/metrics.md must have").contains(scraped.get());
        assertThat(page.lines().filter(line -> line.startsWith("| `exposedapp_")))
                .as("rows of docs/metrics.md that the operator must show").isNotEmpty()
                .allMatch(line -> scraped.get().stream().anyMatch(line::startsWith));
    }

    private String scrape() throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + operator.httpPort() + "/metrics")).build();
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    /** The table's rows up to the meaning. */
    private static List<String> rows(String metrics) {
        var types = new TreeMap<String, String>();
        TYPE.matcher(metrics).results().forEach(line -> types.put(line.group(1), line.group(2)));
        var labels = labels(metrics, types);
        return types.entrySet().stream().filter(type -> !OF_THE_JVM.matcher(type.getKey()).matches())
                .map(type -> "| `%s` | %s | %s |".formatted(type.getKey(), type.getValue(),
                        String.join(", ", labels.getOrDefault(type.getKey(), new TreeSet<>()))))
                .toList();
    }

    /** A histogram's samples have other names than the histogram, and a label for the bucket, which says nothing. */
    private static SortedMap<String, SortedSet<String>> labels(String metrics, SortedMap<String, String> types) {
        var labels = new TreeMap<String, SortedSet<String>>();
        SAMPLE.matcher(metrics).results().forEach(sample -> {
            var name = types.containsKey(sample.group(1)) ? sample.group(1) : sample.group(1).replaceFirst("_(bucket|sum|count)$", "");
            LABEL.matcher(sample.group(2)).results().map(label -> label.group(1)).filter(label -> !label.equals("le"))
                    .forEach(label -> labels.computeIfAbsent(name, _ -> new TreeSet<>()).add(label));
        });
        return labels;
    }
}

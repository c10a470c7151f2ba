package io.exposedapp.test.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The dashboard's file")
class DashboardTest {

    private static final Pattern METRIC = Pattern.compile("(\\w+)\\{");

    private final Dashboard dashboard = Dashboard.shipped();

    @Test
    @DisplayName("keeps its address, and is of the schema that Grafana 11 reads and Grafana 12 takes over")
    void identity() {
        // When
        var json = dashboard.json();

        // Then
        assertThat(json.path("uid").asText()).isEqualTo("exposedapp");
        assertThat(json.path("schemaVersion").asInt()).isEqualTo(39);
        assertThat(json.has("id")).as("the number that it has in one Grafana").isFalse();
        assertThat(json.has("__inputs")).as("questions that only an import by hand can answer").isFalse();
    }

    @Test
    @DisplayName("asks whichever Prometheus is chosen")
    void dataSource() {
        // When
        var sources = dashboard.json().findValues("datasource").stream().filter(source -> !source.path("type").asText().equals("grafana"));

        // Then
        assertThat(dashboard.variables().getFirst().path("type").asText()).isEqualTo("datasource");
        assertThat(sources).hasSizeGreaterThan(50).allSatisfy(source -> assertThat(source.path("uid").asText()).isEqualTo("${datasource}"));
    }

    @Test
    @DisplayName("has panels with a title and a word of what is seen, none over another")
    void panels() {
        // When
        var panels = dashboard.panels();

        // Then
        assertThat(panels).extracting(panel -> panel.path("id").asInt()).doesNotHaveDuplicates();
        assertThat(panels).filteredOn(panel -> !isRow(panel)).hasSizeGreaterThan(20).allSatisfy(panel -> {
            assertThat(panel.path("title").asText()).isNotBlank();
            assertThat(panel.path("description").asText()).endsWith(".");
            assertThat(panel.path("targets")).isNotEmpty();
        });
        var taken = new TreeSet<String>();
        assertThat(panels).allSatisfy(panel -> {
            var place = panel.path("gridPos");
            for (int x = place.path("x").asInt(); x < place.path("x").asInt() + place.path("w").asInt(); x++) {
                for (int y = place.path("y").asInt(); y < place.path("y").asInt() + place.path("h").asInt(); y++) {
                    assertThat(taken.add(x + "," + y)).as("%s at %d,%d", panel.path("title"), x, y).isTrue();
                    assertThat(x).isLessThan(24);
                }
            }
        });
    }

    @Test
    @DisplayName("asks for the operator's own series only, of metrics that docs/metrics.md has")
    void metrics() {
        // When
        var expressions = dashboard.expressions();

        // Then
        assertThat(expressions)
                .allSatisfy(expression -> assertThat(METRIC.matcher(expression).results()).isNotEmpty().allSatisfy(metric -> {
                    assertThat(expression.substring(metric.end())).startsWith("job=\"exposedapp-operator\", cluster=~\"$cluster\"");
                    assertThat(Shipped.hasMetric(metric.group(1))).as("%s on docs/metrics.md", metric.group(1)).isTrue();
                }));
    }

    private static boolean isRow(JsonNode panel) {
        return panel.path("type").asText().equals("row");
    }
}

package io.exposedapp.test.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The alerts")
class AlertRulesTest {

    private static final String COMMAND = "./mvnw -pl test -am test -Dtest=AlertRulesTest -Dexposedapp.regenerate";
    private static final Path INDEX = Shipped.RUNBOOKS.resolve("README.md");
    private static final Pattern SELECTOR = Pattern.compile("(\\w+)\\{([^}]*)}");

    static List<AlertRule> shipped() {
        return AlertRule.shipped();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    @DisplayName("each have a name of ours, a severity, and all that a person is told who is woken by one")
    void wellFormed(AlertRule alert) {
        // When
        var told = alert.annotations();

        // Then
        assertThat(alert.name()).matches("ExposedApp([A-Z][a-z]+)+");
        assertThat(alert.severity()).isIn("critical", "warning", "info");
        assertThat(told).containsOnlyKeys("summary", "description", "runbook_url");
        assertThat(told.values()).as("one sentence or more").allSatisfy(text -> assertThat(text).isNotBlank());
        assertThat(alert.annotation("summary")).as("the same for every instance").doesNotContain("{{").endsWith(".");
    }

    @ParameterizedTest
    @MethodSource("shipped")
    @DisplayName("each look at the operator's own series only, of metrics that docs/metrics.md has")
    void ofTheOperator(AlertRule alert) {
        // When
        var selectors = SELECTOR.matcher(alert.expression()).results().toList();

        // Then
        assertThat(selectors).isNotEmpty().allSatisfy(selector -> {
            assertThat(selector.group(2)).contains("job=\"exposedapp-operator\"");
            assertThat(Shipped.hasMetric(selector.group(1))).as("%s on docs/metrics.md", selector.group(1)).isTrue();
        });
        assertThat(alert.expression().replaceAll(SELECTOR.pattern(), "")).as("series of any job").doesNotContainPattern(
                "(exposedapp|reconciliations)_");
    }

    @ParameterizedTest
    @MethodSource("shipped")
    @DisplayName("each lead to a page of their own, which says how severe they are and when they clear")
    void withRunbook(AlertRule alert) {
        // When
        var page = Shipped.text(Shipped.RUNBOOKS.resolve(alert.name() + ".md"));

        // Then
        assertThat(alert.annotation("runbook_url")).isEqualTo("https://exposedapp.example/docs/runbooks/" + alert.name() + ".md");
        assertThat(page).startsWith("# " + alert.name() + "\n\n**Severity** " + alert.severity() + ". ").contains("\n**What it means.** ",
                "\n**Look at** ", "\n**Do", "\n**It clears** ");
    }

    @Test
    @DisplayName("have a page and a case for promtool each, and there is none of an alert that does not exist")
    void noneLeftOver() {
        // When
        var alerts = shipped().stream().map(AlertRule::name).toList();

        // Then
        assertThat(alerts).doesNotHaveDuplicates();
        assertThat(Shipped.names(Shipped.RUNBOOKS)).filteredOn(name -> !name.equals("README.md"))
                .containsExactlyInAnyOrderElementsOf(alerts.stream().map(name -> name + ".md").toList());
        assertThat(Shipped.names(Shipped.RULE_TESTS))
                .containsExactlyInAnyOrderElementsOf(alerts.stream().map(name -> name + ".yaml").toList());
    }

    @Test
    @DisplayName("are the same for the Prometheus Operator as for a plain Prometheus")
    void samePrometheusRule() throws IOException {
        // When
        var made = prometheusRule();

        // Then
        isMade(Shipped.PROMETHEUS_RULE, made);
    }

    @Test
    @DisplayName("are all in the list of pages")
    void listed() throws IOException {
        // When
        var made = index();

        // Then
        isMade(INDEX, made);
    }

    private static void isMade(Path file, String made) throws IOException {
        if (Boolean.getBoolean("exposedapp.regenerate")) {
            Files.writeString(file, made);
        }
        assertThat(file).as("it is made of %s; make and commit it: %s", Shipped.RULES, COMMAND).content().isEqualTo(made);
    }

    /** The rules' own text, comments left out, as the spec. */
    private static String prometheusRule() {
        return """
                # Made of ../prometheus/rules.yaml: %s
                apiVersion: monitoring.coreos.com/v1
                kind: PrometheusRule
                metadata:
                  name: exposedapp-operator
                  namespace: exposedapp-system
                  labels:
                    app.kubernetes.io/name: exposedapp-operator
                spec:
                """.formatted(COMMAND) + Shipped.text(Shipped.RULES).lines().filter(line -> !line.startsWith("#"))
                .map(line -> line.isEmpty() ? "" : "  " + line).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String index() {
        return """
                <!-- Made of deploy/monitoring/prometheus/rules.yaml: %s -->
                # Runbooks

                One page for each alert: what it means, what to look at, what to do, when it clears. [monitoring.md](../monitoring.md) says how
                the alerts are switched on.

                | Alert | Severity | |
                |---|---|---|
                """
                .formatted(COMMAND)
                + shipped().stream().map(alert -> "| [%s](%s.md) | %s | %s |\n".formatted(alert.name(), alert.name(), alert.severity(),
                        alert.annotation("summary"))).collect(Collectors.joining());
    }
}

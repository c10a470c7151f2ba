package io.exposedapp.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The vocabulary of reasons")
class ReasonsPageTest {

    private static final Path PAGE = Path.of("../docs/reasons.md");
    private static final String COMMAND = "./mvnw -pl operator -am test -Dtest=ReasonsPageTest -Dexposedapp.regenerate";

    @Test
    @DisplayName("is what the page says")
    void isWhatThePageSays() throws IOException {
        // When
        var page = page();

        // Then
        if (Boolean.getBoolean("exposedapp.regenerate")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).as("the page is made of the code; make and commit it: %s", COMMAND).content().isEqualTo(page);
    }

    @ParameterizedTest
    @DisplayName("says of each what it means and what to do, in a form that the API takes")
    @EnumSource
    void eachIsExplained(Reason reason) {
        assertThat(reason.text()).matches("[A-Z][A-Za-z]{2,127}");
        assertThat(reason.meaning()).endsWith(".").doesNotContain("|");
        assertThat(reason.remedy()).endsWith(".").doesNotContain("|");
    }

    private static String page() {
        var page = new StringBuilder(
                """
                        <!-- Made of io.exposedapp.operator.status.Reason: %s -->
                        # Reasons

                        One vocabulary serves the conditions of ExposedApps and NodePortLedgers, `status.ports[].reason`, events and metrics.
                        `Ready` and `Stalled` of an app have the reason that decides them; the STATUS column prints that of `Ready`.
                        What the user has to fix makes `Ready` False and `Stalled` True. What passes by itself makes `Ready` Unknown.

                        Events: one Normal `Exposed` lists the numbers that were opened, `Adopting` those that were taken over. A Warning tells once
                        of ports that are refused a number (but of `PortNotYetFree` and `RangeUnknown`, which pass by themselves), of a write that the
                        API server refused, of `ServiceNotOwned`, `AdoptionRefused`, `AdoptionContested` and `ProgressDeadlineExceeded`.
                        """
                        .formatted(COMMAND));
        for (var condition : ConditionType.values()) {
            page.append("\n## ").append(condition.text())
                    .append("\n\n| Reason | Ready | What it means | What to do |\n|---|---|---|---|\n");
            Arrays.stream(Reason.values()).filter(reason -> reason.condition() == condition).forEach(reason -> page.append("| `")
                    .append(reason.text()).append("` | ").append(ready(reason)).append(" | ").append(reason.meaning()).append(" | ")
                    .append(reason.remedy()).append(" |\n"));
        }
        return page.toString();
    }

    private static String ready(Reason reason) {
        return switch (reason.effect()) {
            case FINE -> "no obstacle";
            case PASSES -> "Unknown";
            case YOURS -> "False; yours to fix";
            case ENDS -> "False; nothing to fix";
            case FOLLOWS -> "as other conditions decide";
        };
    }
}

package io.exposedapp.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.api.v1.ExposedAppStatus;
import io.exposedapp.api.v1.NodePortLedgerStatus;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is reported of an app or ledger that the operator fails on")
class FailedReportTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    @DisplayName("is what was last known of it, except that neither Ready nor Stalled is")
    void keepsWhatWasKnown() {
        // Given
        var before = Yaml.parse(
                """
                        observedGeneration: 1
                        replicas: 2
                        ready: 2/2
                        portMap: "80:!32222/TCP"
                        conditions:
                        - {type: Available, status: "True", reason: Available, message: well, observedGeneration: 1, lastTransitionTime: "2026-11-20T12:00:00Z"}
                        - {type: Ready, status: "False", reason: PortInUse, message: taken, observedGeneration: 1, lastTransitionTime: "2026-11-20T12:00:00Z"}
                        - {type: Stalled, status: "True", reason: PortInUse, message: taken, observedGeneration: 1, lastTransitionTime: "2026-11-20T12:00:00Z"}
                        """,
                ExposedAppStatus.class);

        // When
        var status = report(before);

        // Then
        assertThat(List.of(Objects.requireNonNull(status.observedGeneration()), Objects.requireNonNull(status.replicas()),
                Objects.requireNonNull(status.ready()), Objects.requireNonNull(status.portMap())))
                .isEqualTo(List.<Object>of(2L, 2, "2/2", "80:!32222/TCP"));
        assertThat(told(status)).containsExactly("Available True Available", "Ready Unknown OperatorFailed",
                "Stalled Unknown OperatorFailed");
        assertThat(conditions(status)).last().extracting(Condition::getMessage).asString()
                .contains("java.lang.IllegalStateException: unexpected");
    }

    @Test
    @DisplayName("is that alone, where nothing was known")
    void nothingKnown() {
        // When
        var status = report(null);

        // Then
        assertThat(told(status)).containsExactly("Ready Unknown OperatorFailed", "Stalled Unknown OperatorFailed");
    }

    @Test
    @DisplayName("is likewise what was last known of a ledger, with its counts")
    void ledger() {
        // Given
        var before = Yaml.parse(
                """
                        observedGeneration: 1
                        range: 30000-30099
                        size: 100
                        free: 97
                        conditions:
                        - {type: Ready, status: "True", reason: Ready, message: well, observedGeneration: 1, lastTransitionTime: "2026-11-20T12:00:00Z"}
                        - {type: Exhausted, status: "False", reason: NumbersFree, message: well, observedGeneration: 1, lastTransitionTime: "2026-11-20T12:00:00Z"}
                        """,
                NodePortLedgerStatus.class);

        // When
        var status = FailedReport.of(before, 2, new IllegalStateException("unexpected"), NOW);

        // Then
        assertThat(status.range() + " " + status.size() + " " + status.free()).isEqualTo("30000-30099 100 97");
        assertThat(told(Objects.requireNonNull(status.conditions()))).containsExactly("Exhausted False NumbersFree",
                "Ready Unknown OperatorFailed", "Stalled Unknown OperatorFailed");
    }

    private static ExposedAppStatus report(@Nullable ExposedAppStatus before) {
        return FailedReport.of(before, 2, new IllegalStateException("unexpected"), NOW);
    }

    private static Stream<String> told(ExposedAppStatus status) {
        return told(conditions(status));
    }

    private static Stream<String> told(List<Condition> conditions) {
        return conditions.stream().map(c -> c.getType() + " " + c.getStatus() + " " + c.getReason());
    }

    private static List<Condition> conditions(ExposedAppStatus status) {
        return Objects.requireNonNull(status.conditions());
    }
}

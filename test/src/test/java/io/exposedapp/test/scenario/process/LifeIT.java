package io.exposedapp.test.scenario.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.operator.OperatorProcess;
import io.exposedapp.test.operator.QuietCluster;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.waiting.Wait;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ControlPlane
@ExtendWith(QuietCluster.Provider.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("The operator's process")
class LifeIT {

    private User user;
    private OperatorProcess process;

    @BeforeAll
    void start(QuietCluster cluster, @TempDir Path directory) {
        user = cluster.user();
        process = OperatorProcess.start(cluster.cluster(), directory.resolve("operator.log"), Map.of());
        process.awaitRunning();
    }

    @AfterAll
    void stop() {
        if (process != null) {
            process.close();
        }
    }

    @Test
    @DisplayName("answers for its health, and counts numbers by state and refusals by reason for Prometheus")
    void pages() {
        // Given
        user.exposes("holder", "{name: http, containerPort: 8080, nodePort: 32350}");
        user.seesReady("holder");
        user.exposes("refused", "{name: http, containerPort: 8080, nodePort: 32350}");
        user.sees("refused", "is refused", status -> User.is(status, "Ready", "False"));

        // When
        var alive = process.get("/livez");
        var ready = process.get("/readyz");

        // Then
        assertThat(alive.statusCode()).isEqualTo(200);
        assertThat(alive.body()).isEqualTo("[+]watches ok\nok\n");
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.body()).isEqualTo("[+]controllers ok\n[+]watches ok\nok\n");
        var metrics = Wait.until("the metrics count numbers as the ledger does").seen(() -> process.get("/metrics").body(),
                page -> page.contains("exposedapp_ledger_numbers{ledger=\"default\",state=\"held\"} " + held() + ".0"));
        assertThat(metrics.lines()).anyMatch(line -> line.startsWith("exposedapp_build_info{"))
                .contains("exposedapp_leader 1.0", "exposedapp_port_refusals{reason=\"PortInUse\"} 1.0")
                .anyMatch(line -> line.matches("exposedapp_ledger_numbers\\{ledger=\"default\",state=\"free\"} 27\\d\\d\\.0"))
                .anyMatch(line -> line.startsWith("reconciliations_success_total{") && line.contains("exposedapp"))
                .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{"))
                .anyMatch(line -> line.startsWith("process_cpu_seconds_total "));
    }

    @Test
    @DisplayName("logs one line a message: time, level, what it is about as key=value, and what happened")
    void logs() {
        // When
        user.exposes("logged", "{name: http, containerPort: 8080}");
        user.seesReady("logged");

        // Then
        assertThat(process.log().lines()).isNotEmpty()
                .allMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\S+ (INFO|WARN|ERROR) \\S+ - .+"))
                .anyMatch(line -> line.contains("app=" + user.namespace() + "/logged generation=1 claimed "));
    }

    private String held() {
        return user.kubectl("get", "npl", "default", "-o", "jsonpath={.status.held}");
    }
}

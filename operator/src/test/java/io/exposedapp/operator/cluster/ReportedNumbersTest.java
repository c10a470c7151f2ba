package io.exposedapp.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.api.v1.ExposedApp;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The numbers that an app's status reports as the app's")
class ReportedNumbersTest {

    @Test
    @DisplayName("are those that are from a ledger, not those that are only served")
    void contested() {
        // Given
        var app = app("""
                metadata: {name: shop}
                status:
                  ports:
                  - {name: http, protocol: TCP, containerPort: 80, port: 80, nodePort: 31100, ledger: default}
                  - {name: grpc, protocol: TCP, containerPort: 81, port: 81, nodePort: 31101, reason: NodePortHeld}
                  - {name: admin, protocol: TCP, containerPort: 82, port: 82, ledger: default}
                """);

        // When
        var numbers = ReportedNumbers.in(app.getStatus());

        // Then
        assertThat(numbers).containsExactly(31100);
    }

    @Test
    @DisplayName("are none before there is a status, or where it has no ports")
    void nothingReported() {
        assertThat(ReportedNumbers.in(null)).isEmpty();
        assertThat(ReportedNumbers.in(app("metadata: {name: shop}\nstatus: {observedGeneration: -1}").getStatus())).isEmpty();
    }

    private static ExposedApp app(String yaml) {
        return new KubernetesSerialization().unmarshal(yaml, ExposedApp.class);
    }
}

package io.exposedapp.test.scenario.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.operator.RunningOperator;
import io.exposedapp.test.operator.User;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@ControlPlane
@DisplayName("A rollout while nobody keeps EndpointSlices")
class SlicesIT {

    private static final String APP = """
            apiVersion: exposedapp.io/v1
            kind: ExposedApp
            metadata: {name: web}
            spec:
              image: registry.example/web:%s
              replicas: 2
              ports: [{name: http, containerPort: 8080}]
              rollout: {progressDeadlineSeconds: 3}
            """;

    @Test
    @DisplayName("waits, says which pod for, and takes nothing down; it goes on by itself when they are kept again")
    void controllerManagerDown() {
        try (TestCluster cluster = OwnCluster.start(); RunningOperator operator = RunningOperator.start(cluster)) {
            // Given
            User user = OwnCluster.user(cluster).within(Duration.ofSeconds(60));
            user.applies(APP.formatted("1"));
            var old = user.seesReady("web").revision();
            cluster.stopControllerManager();

            // When
            user.applies(APP.formatted("2"));

            // Then
            var status = user.sees("web", "is stalled", s -> User.why(s, "Ready").startsWith("ProgressDeadlineExceeded"));
            assertThat(User.why(status, "Progressing"))
                    .contains("waits for pod web-" + status.revision() + "-0 to be in the endpoints of Service web");
            assertThat(status.ready()).isEqualTo("3/2");
            assertThat(user.pods("web")).extracting(pod -> pod.getMetadata().getName()).contains("web-" + old + "-0", "web-" + old + "-1");
            cluster.startControllerManager();
            assertThat(user.seesReady("web").updatedReplicas()).isEqualTo(2);
            assertThat(operator.halted()).isFalse();
        }
    }
}

package io.exposedapp.test.scenario.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.operator.QuietCluster;
import io.exposedapp.test.operator.RunningOperator;
import io.exposedapp.test.operator.User;
import io.fabric8.kubernetes.api.model.Pod;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ControlPlane
@ExtendWith(QuietCluster.Provider.class)
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
    void controllerManagerDown(QuietCluster cluster) {
        try (var operator = RunningOperator.start(cluster.cluster())) {
            // Given
            var user = cluster.user();
            user.applies(APP.formatted("1"));
            user.seesReady("web");
            var old = user.pods("web").stream().map(SlicesIT::uid).toList();
            cluster.cluster().stopControllerManager();
            try {
                // When
                user.applies(APP.formatted("2"));

                // Then
                user.sees("web", "is stalled, and waits for the endpoints",
                        status -> User.why(status, "Ready").startsWith("ProgressDeadlineExceeded")
                                && User.why(status, "Progressing")
                                        .contains("waits for pod web-" + status.revision() + "-0 to be in the endpoints of Service web")
                                && "3/2".equals(status.ready()));
                assertThat(user.pods("web")).extracting(SlicesIT::uid).containsAll(old);
            } finally {
                cluster.cluster().startControllerManager();
            }
            assertThat(user.seesReady("web").updatedReplicas()).isEqualTo(2);
            assertThat(operator.halted()).isFalse();
        }
    }

    private static String uid(Pod pod) {
        return pod.getMetadata().getUid();
    }
}

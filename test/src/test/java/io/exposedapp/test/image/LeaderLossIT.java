package io.exposedapp.test.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.Nodes;
import io.exposedapp.test.cluster.TestNamespace;
import io.exposedapp.test.cluster.image.LocalImages;
import io.exposedapp.test.cluster.node.Callers;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.traffic.Evidence;
import io.exposedapp.test.traffic.Tally;
import io.exposedapp.test.waiting.Wait;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Nodes
@ExtendWith(OperatorOnNodes.Provider.class)
@DisplayName("The loss of the operator's leader")
class LeaderLossIT {

    private static final int APPS = 12;

    private final OperatorOnNodes operator;

    LeaderLossIT(OperatorOnNodes operator) {
        this.operator = operator;
    }

    @Test
    @DisplayName("in the middle of work costs no app, no number and no request, and another Pod leads once the lease is over")
    void killedWhileAppsAreCreated() {
        try (var namespace = TestNamespace.create(operator.cluster().client(), "leader-loss")) {
            // Given
            operator.awaitRollout();
            var user = new User(operator.cluster(), namespace.name());
            user.applies(app("served"));
            var number = User.number(user.seesReady("served"), "http");
            var leader = operator.awaitLeader();
            Tally answers;

            // When
            try (var client = Callers.at(operator.nodes(), 1, number)) {
                user.applies(String.join("---\n", IntStream.range(0, APPS).mapToObj(i -> app("app-" + i)).toList()));
                kill(leader);
                Wait.until("another Pod leads").seen(operator::leader, pod -> !uid(pod).equals(uid(leader)));
                IntStream.range(0, APPS).forEach(i -> user.seesReady("app-" + i));
                answers = client.stop().firstEntry().getValue();
            }

            // Then
            assertThat(answers.sent()).isPositive();
            assertThat(answers.lost()).as("%s", answers).isZero();
            new Evidence("the loss of a leader", answers).print();
            assertThat(servedNumbers(namespace.name())).hasSize(2 * (APPS + 1)).doesNotHaveDuplicates();
            operator.awaitRollout();
        }
    }

    /** The process first, so that it cannot give the lease back; the Pod with it, so that its name does not come again. */
    private void kill(Pod leader) {
        ContainerProcess.of(leader).kill();
        operator.kubectl("delete", "pod", leader.getMetadata().getName(), "--grace-period=0", "--force", "--wait=false");
    }

    private Stream<Integer> servedNumbers(String namespace) {
        return operator.cluster().client().services().inNamespace(namespace).list().getItems().stream()
                .flatMap(service -> service.getSpec().getPorts().stream()).map(port -> port.getNodePort());
    }

    private static String uid(Pod pod) {
        return pod.getMetadata().getUid();
    }

    private static String app(String name) {
        return """
                apiVersion: exposedapp.io/v1
                kind: ExposedApp
                metadata: {name: %s}
                spec:
                  image: %s
                  args: ["8080", "9090"]
                  ports:
                  - {name: http, containerPort: 8080}
                  - {name: admin, containerPort: 9090}
                """.formatted(name, LocalImages.ECHO);
    }
}

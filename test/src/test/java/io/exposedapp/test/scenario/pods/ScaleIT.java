package io.exposedapp.test.scenario.pods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.exposedapp.test.operator.User;
import io.exposedapp.test.operator.WithOperator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;

@WithOperator
@Execution(CONCURRENT)
@DisplayName("Scaling an app")
class ScaleIT {

    @Test
    @DisplayName("to 30 and down again starts and ends as many pods, and makes none anew")
    void thirtyAndBack(User user) {
        // Given
        user.applies(Web.of("1", 1));
        var revision = user.seesReady("web").revision();
        user.applies(Web.of("1", 30));
        assertThat(user.seesReady("web").ready()).isEqualTo("30/30");
        assertThat(Pods.namesOf(user, "web"))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 30).mapToObj(slot -> "web-" + revision + "-" + slot).toList());

        var thirty = Pods.uidsOf(user, "web");

        // When
        user.applies(Web.of("1", 1));

        // Then: which one stays is the core's to test, for here all may have been made within one second
        user.seesReady("web");
        var left = user.awaits("one pod is left", () -> Pods.uidsOf(user, "web"), uids -> uids.size() == 1);
        assertThat(thirty).containsAll(left);
    }

    @Test
    @DisplayName("to 0 leaves it Ready with its Service and its number; scaled up again it serves on the same one")
    void zero(User user) {
        // Given
        user.applies(Web.of("1", 2));
        var number = User.port(user.seesReady("web"), "http").nodePort();

        // When
        user.applies(Web.of("1", 0));

        // Then
        var status = user.sees("web", "is scaled to zero",
                s -> User.condition(s, "Ready").orElseThrow().getReason().equals("ScaledToZero"));
        assertThat(User.is(status, "Ready", "True")).isTrue();
        assertThat(User.is(status, "Stalled", "False")).isTrue();
        assertThat(status.ready()).isEqualTo("0/0");
        assertThat(User.port(status, "http").nodePort()).isEqualTo(number);
        user.awaits("no pod is left", () -> user.pods("web"), List::isEmpty);
        assertThat(Objects.requireNonNull(user.service("web")).getSpec().getPorts().getFirst().getNodePort()).isEqualTo(number);

        // and back
        user.applies(Web.of("1", 1));
        assertThat(User.port(user.seesReady("web"), "http").nodePort()).isEqualTo(number);
    }

    @Test
    @DisplayName("works through kubectl scale, whose subresource shows replicas and a selector that finds the pods")
    void kubectlScale(User user) {
        // Given
        user.applies(Web.of("1", 1));
        user.seesReady("web");

        // When
        user.kubectl("scale", "xapp", "web", "--replicas=3");

        // Then
        assertThat(user.seesReady("web").ready()).isEqualTo("3/3");
        var scale = user.kubectl("get", "--raw", "/apis/exposedapp.io/v1/namespaces/" + user.namespace() + "/exposedapps/web/scale");
        assertThat(scale).contains("\"status\":{\"replicas\":3,\"selector\":\"exposedapp.io/app=web\"}");
        assertThat(user.kubectl("get", "pods", "-l", "exposedapp.io/app=web", "-o", "name").lines()).hasSize(3);
    }

    @Test
    @DisplayName("is what a PodDisruptionBudget in percent counts by")
    void disruptionBudget(User user) {
        // Given
        user.applies(Web.of("1", 4));
        user.seesReady("web");

        // When
        user.kubectl("create", "poddisruptionbudget", "web", "--selector=exposedapp.io/app=web", "--max-unavailable=50%");

        // Then
        user.awaits("two of four may go", () -> user.kubectl("get", "pdb", "web", "-o",
                "jsonpath={.status.expectedPods} {.status.currentHealthy} {.status.disruptionsAllowed}"), "4 4 2"::equals);
    }

    @Test
    @DisplayName("down takes the pod that is not ready, though it is the oldest")
    void unreadyFirst(User user) {
        // Given
        user.applies(Web.of("1", 3));
        var revision = user.seesReady("web").revision();
        var before = Pods.uidsOf(user, "web");
        var unready = "web-" + revision + "-0";
        before.remove(user.kubectl("get", "pod", unready, "-o", "jsonpath={.metadata.uid}"));
        Pods.makeUnready(user, unready);
        user.sees("web", "misses a pod", s -> "2/3".equals(s.ready()));

        // When
        user.applies(Web.of("1", 2));

        // Then
        assertThat(user.seesReady("web").ready()).isEqualTo("2/2");
        user.awaits("the two ready ones are left", () -> Pods.uidsOf(user, "web"), before::equals);
    }
}

package io.exposedapp.test.scenario.pods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.exposedapp.api.v1.ExposedAppStatus;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.operator.WithOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;

@WithOperator
@Execution(CONCURRENT)
@DisplayName("A pod that the API server refuses")
class RejectedPodsIT {

    @Test
    @DisplayName("over a quota is told in the API server's words, what fits serves, and half a minute after the quota is lifted all run")
    void quota(User user) {
        // Given
        user.kubectl("create", "quota", "two", "--hard=pods=2");
        user.kubectl("wait", "--for=jsonpath={.status.hard.pods}=2", "quota", "two");
        user.applies(Web.of("1", 3));
        var status = user.sees("web", "is refused a pod", s -> isRejected(s) && "2/3".equals(s.ready()));
        assertThat(User.is(status, "Stalled", "True")).isTrue();
        assertThat(User.condition(status, "Ready").orElseThrow().getMessage())
                .contains("exceeded quota: two, requested: pods=1, used: pods=2, limited: pods=2");
        assertThat(User.is(status, "Exposed", "True")).isTrue();

        // When
        user.kubectl("delete", "quota", "two");

        // Then
        user.seesReady("web");
        assertThat(Pods.namesOf(user, "web")).hasSize(3);
    }

    @Test
    @DisplayName("by Pod Security is told in the API server's words, and the app that does what they say is Ready at once")
    void podSecurity(User user) {
        // Given
        user.kubectl("label", "namespace", user.namespace(), "pod-security.kubernetes.io/enforce=restricted");
        user.applies(Web.of("1", 3));
        var status = user.sees("web", "is refused its pods", RejectedPodsIT::isRejected);
        assertThat(User.condition(status, "Ready").orElseThrow().getMessage()).contains("violates PodSecurity \"restricted:latest\"",
                "runAsNonRoot", "unrestricted capabilities");
        assertThat(user.pods("web")).isEmpty();

        // When
        user.applies(Web.of("1", 3, "securityContext: {runAsNonRoot: true, capabilities: {drop: [ALL]}}"));

        // Then
        assertThat(user.seesReady("web").ready()).isEqualTo("3/3");
    }

    private static boolean isRejected(ExposedAppStatus status) {
        return User.condition(status, "Ready").filter(c -> c.getStatus().equals("False") && c.getReason().equals("PodRejected"))
                .isPresent();
    }
}

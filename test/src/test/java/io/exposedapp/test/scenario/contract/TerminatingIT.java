package io.exposedapp.test.scenario.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.exposedapp.test.operator.User;
import io.exposedapp.test.operator.WithOperator;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;

@WithOperator
@Execution(CONCURRENT)
@DisplayName("An app that is being deleted")
class TerminatingIT {

    private static final String PORT = "{name: http, containerPort: 80}";

    @Test
    @DisplayName("and waits for a finalizer of another controller is not Ready, and names that")
    void finalizer(User user) {
        // Given
        user.exposes("web", PORT);
        user.seesReady("web");
        finalizers(user, "xapp", "web", "[\"backup.example.com/keep\"]");

        // When
        user.kubectl("delete", "xapp", "web", "--wait=false");

        // Then
        var status = user.sees("web", "is Terminating", s -> User.why(s, "Ready").startsWith("Terminating: "));
        assertThat(User.is(status, "Ready", "False")).isTrue();
        assertThat(User.is(status, "Stalled", "False")).isTrue();
        assertThat(User.why(status, "Ready")).contains("it waits for the finalizer backup.example.com/keep");
        finalizers(user, "xapp", "web", "null");
        user.awaits("the app is gone", () -> user.app("web") == null);
    }

    @Test
    @DisplayName("in the foreground, and waits for a pod that lingers, is not Ready though its Service is gone, and names the pod")
    void foreground(User user) {
        // Given
        user.exposes("web", PORT);
        user.seesReady("web");
        var pod = user.pods("web").getFirst().getMetadata().getName();
        finalizers(user, "pod", pod, "[\"backup.example.com/keep\"]");

        // When
        user.kubectl("delete", "xapp", "web", "--cascade=foreground", "--wait=false");

        // Then
        user.seesNoService("web");
        var status = user.sees("web", "waits for the pod alone", s -> User.why(s, "Ready").contains("still there: pod " + pod)
                && User.is(s, "Exposed", "False"));
        assertThat(User.why(status, "Ready")).startsWith("Terminating: the app is being deleted");
        assertThat(Objects.requireNonNull(status.availableReplicas())).isZero();
        finalizers(user, "pod", pod, "null");
        user.awaits("the app is gone", () -> user.app("web") == null);
    }

    @Test
    @DisplayName("with its namespace is not Ready either, as long as something keeps that")
    void namespace(User user) {
        // Given
        user.exposes("web", PORT);
        user.seesReady("web");
        finalizers(user, "xapp", "web", "[\"backup.example.com/keep\"]");

        // When
        user.kubectl("delete", "namespace", user.namespace(), "--wait=false");

        // Then
        user.sees("web", "is Terminating", s -> User.why(s, "Ready").startsWith("Terminating: "));
        finalizers(user, "xapp", "web", "null");
    }

    private static void finalizers(User user, String kind, String name, String list) {
        user.kubectl("patch", kind, name, "--type=merge", "-p", "{\"metadata\": {\"finalizers\": %s}}".formatted(list));
    }
}

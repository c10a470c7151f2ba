package io.exposedapp.test.scenario.pods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.exposedapp.test.operator.User;
import io.exposedapp.test.operator.WithOperator;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;

@WithOperator
@Execution(CONCURRENT)
@DisplayName("A pod that the app did not make")
class OtherPodsIT {

    @Test
    @DisplayName("is adopted if its app was deleted with --cascade=orphan and made anew: nothing restarts")
    void orphans(User user, KubernetesClient client) {
        // Given
        user.applies(Web.of("1", 2));
        user.seesReady("web");
        var pods = Pods.uidsOf(user, "web");
        var revisions = Pods.uids(client.apps().controllerRevisions().inNamespace(user.namespace()).list().getItems());
        user.kubectl("delete", "xapp", "web", "--cascade=orphan");
        user.awaits("pods are orphans", () -> user.pods("web"),
                all -> all.stream().allMatch(pod -> pod.getMetadata().getOwnerReferences().isEmpty()));

        // When
        user.applies(Web.of("1", 2));

        // Then
        user.seesReady("web");
        var uid = Objects.requireNonNull(user.app("web")).getMetadata().getUid();
        assertThat(Pods.uidsOf(user, "web")).isEqualTo(pods);
        assertThat(Pods.uids(client.apps().controllerRevisions().inNamespace(user.namespace()).list().getItems())).isEqualTo(revisions);
        assertThat(user.pods("web")).allSatisfy(
                pod -> assertThat(pod.getMetadata().getOwnerReferences()).singleElement().matches(o -> o.getUid().equals(uid)));
    }

    @Test
    @DisplayName("of an orphaned revision is adopted and then replaced by the new one")
    void orphansOfAnotherRevision(User user) {
        // Given
        user.applies(Web.of("1", 2));
        user.seesReady("web");
        user.kubectl("delete", "xapp", "web", "--cascade=orphan");

        // When
        user.applies(Web.of("2", 2));

        // Then
        var revision = user.seesReady("web").revision();
        user.awaits("only pods of the new revision", () -> Pods.namesOf(user, "web"),
                Set.of("web-" + revision + "-0", "web-" + revision + "-1")::equals);
    }

    @Test
    @DisplayName("of its predecessor, which will not go, is in nobody's way: the next slots are taken")
    void predecessors(User user) {
        // Given
        user.applies(Web.of("1", 1));
        var revision = user.seesReady("web").revision();
        var held = "web-" + revision + "-0";
        user.kubectl("patch", "pod", held, "-p", "{\"metadata\": {\"finalizers\": [\"exposedapp.test/stays\"]}}");
        user.kubectl("delete", "xapp", "web");

        // When
        user.applies(Web.of("1", 1));

        // Then
        try {
            assertThat(user.seesReady("web").ready()).isEqualTo("1/1");
            assertThat(Pods.namesOf(user, "web")).containsExactly(held, "web-" + revision + "-1");
        } finally {
            user.kubectl("patch", "pod", held, "-p", "{\"metadata\": {\"finalizers\": null}}");
        }
        user.awaits("the predecessor's pod is gone", () -> Pods.namesOf(user, "web"), Set.of("web-" + revision + "-1")::equals);
    }

    @Test
    @DisplayName("but has its name is left alone: the next slot is taken")
    void nameTaken(User user) {
        // Given
        user.applies(Web.of("1", 0));
        var revision = user.sees("web", "is scaled to zero", s -> User.is(s, "Ready", "True")).revision();
        var stranger = "web-" + revision + "-0";
        user.kubectl("run", stranger, "--image=registry.example/stranger:1");
        var uid = user.kubectl("get", "pod", stranger, "-o", "jsonpath={.metadata.uid}");

        // When
        user.kubectl("scale", "xapp", "web", "--replicas=2");

        // Then
        assertThat(user.seesReady("web").ready()).isEqualTo("2/2");
        assertThat(Pods.namesOf(user, "web")).containsExactly("web-" + revision + "-1", "web-" + revision + "-2");
        assertThat(user.kubectl("get", "pod", stranger, "-o", "jsonpath={.metadata.uid}")).isEqualTo(uid);
    }
}

package io.exposedapp.test.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.cluster.KubectlResult;
import io.exposedapp.test.cluster.TestNamespace;
import io.exposedapp.test.waiting.Wait;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetStatus;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ControlPlane
@ExtendWith(Installation.Provider.class)
@DisplayName("deploy/base on a real API server")
class DeployManifestsIT {

    private final Installation installation;

    DeployManifestsIT(Installation installation) {
        this.installation = installation;
    }

    @Test
    @DisplayName("brings up two operator pods, on two nodes, in a namespace that admits only restricted ones")
    void theOperatorsPodsAreAdmitted() {
        // When
        KubectlResult rollout = inOperatorNamespace("rollout", "status", "deployment/exposedapp-operator", "--timeout=90s");

        // Then
        rollout.orThrow();
        List<Pod> pods = Wait.until("no pod of an earlier test is left")
                .seen(() -> installation.client().pods().inNamespace(Installation.NAMESPACE).list().getItems(), all -> all.size() == 2);
        assertThat(pods).extracting(pod -> pod.getSpec().getNodeName()).doesNotHaveDuplicates();
        assertThat(pods).extracting(pod -> pod.getSpec().getPriority()).containsOnly(1_000_000);
    }

    @Test
    @DisplayName("makes a namespace that refuses a pod which is not restricted, so that being admitted says something")
    void theNamespaceIsRestricted() {
        // When
        KubectlResult run = inOperatorNamespace("run", "intruder", "--image=nginx", "--restart=Never");

        // Then
        assertThat(run.exitCode()).isNotZero();
        assertThat(run.stderr()).contains("violates PodSecurity \"restricted:latest\"");
    }

    @Test
    @DisplayName("lets a drain take one operator pod at a time")
    void theBudgetCountsTheOperatorsPods() {
        // Given
        inOperatorNamespace("rollout", "status", "deployment/exposedapp-operator", "--timeout=90s").orThrow();
        var budget = installation.client().policy().v1().podDisruptionBudget().inNamespace(Installation.NAMESPACE)
                .withName("exposedapp-operator");

        // When
        PodDisruptionBudgetStatus status = Wait.until("two healthy pods are counted").seen(() -> budget.get().getStatus(),
                seen -> Objects.equals(seen.getCurrentHealthy(), 2));

        // Then
        assertThat(status.getExpectedPods()).isEqualTo(2);
        assertThat(status.getDisruptionsAllowed()).isEqualTo(1);
    }

    @Test
    @DisplayName("differs in nothing from what the API server made of it, so that GitOps sees no drift")
    void noDrift() {
        // When
        KubectlResult diff = installation.kubectl("diff", "-k", Manifest.BASE.toString());

        // Then
        assertThat(diff.orThrow()).isEmpty();
        assertThat(diff.stderr()).isEmpty();
    }

    @Test
    @DisplayName("is applied without a warning")
    void noWarning() {
        // When
        KubectlResult again = installation.applyBase();

        // Then
        again.orThrow();
        assertThat(again.stderr()).isEmpty();
    }

    @Test
    @DisplayName("is deleted without an app being deleted")
    void deletingTheBaseDeletesNoApp() {
        try (TestNamespace namespace = TestNamespace.create(installation.client(), "uninstall")) {
            // Given
            installation.kubectl("apply", "-n", namespace.name(), "-k", Manifest.EXAMPLES.toString()).orThrow();
            String before = appsIn(namespace);

            // When
            KubectlResult deleted = installation.kubectl("delete", "-k", Manifest.BASE.toString(), "--timeout=90s");

            // Then
            deleted.orThrow();
            assertThat(appsIn(namespace)).isNotEmpty().isEqualTo(before);
        } finally {
            installation.installBase();
        }
    }

    private String appsIn(TestNamespace namespace) {
        return installation.kubectl("get", "exposedapps", "-n", namespace.name(), "-o", "name").orThrow();
    }

    private KubectlResult inOperatorNamespace(String... arguments) {
        Stream<String> where = Stream.of("-n", Installation.NAMESPACE);
        return installation.kubectl(Stream.concat(where, Stream.of(arguments)).toArray(String[]::new));
    }
}

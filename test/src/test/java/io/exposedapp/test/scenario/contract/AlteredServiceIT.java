package io.exposedapp.test.scenario.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.cluster.audit.AuditLog;
import io.exposedapp.test.operator.RunningOperator;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.operator.WithOperator;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;

@WithOperator
@Execution(CONCURRENT)
@DisplayName("An admission policy that alters Services")
class AlteredServiceIT {

    @Test
    @DisplayName("in a field that the ports do not depend on leaves the app Ready, and Exposed says what was asked for and what came of it")
    void policy(TestCluster cluster, User user) {
        // Given
        alters(cluster, user,
                "{patchType: ApplyConfiguration, applyConfiguration: {expression: \"Object{spec: Object.spec{externalTrafficPolicy: 'Local'}}\"}}");
        var mark = cluster.audit().mark();

        // When
        user.exposesWith("web", "{externalTrafficPolicy: Cluster}", "{name: http, containerPort: 80}");

        // Then
        var status = user.sees("web", "says what is altered",
                s -> User.why(s, "Exposed").contains("externalTrafficPolicy is Local, asked for Cluster"));
        assertThat(User.why(status, "Exposed")).startsWith("Exposed: ");
        user.seesReady("web");
        assertThat(serviceWrites(cluster, user, mark)).as("writes of the Service").isLessThan(6);
        removePolicy(cluster, user);
    }

    @Test
    @DisplayName("in its selector is the user's to settle: the app is Stalled, names the field, and is Ready when the policy is gone and the app is edited")
    void selector(TestCluster cluster, User user) {
        // Given
        alters(cluster, user,
                "{patchType: JSONPatch, jsonPatch: {expression: \"[JSONPatch{op: 'add', path: '/spec/selector/team', value: 'a'}]\"}}");
        var mark = cluster.audit().mark();
        user.exposes("web", "{name: http, containerPort: 80}");
        var status = user.sees("web", "says what is altered", s -> User.why(s, "Ready").startsWith("ServiceAltered: "));
        assertThat(User.why(status, "Exposed"))
                .contains("selector is {\"exposedapp.io/app\":\"web\",\"team\":\"a\"}, asked for {\"exposedapp.io/app\":\"web\"}");
        assertThat(User.is(status, "Stalled", "True")).isTrue();
        assertThat(serviceWrites(cluster, user, mark)).as("writes of the Service").isLessThan(6);
        removePolicy(cluster, user);

        // When
        user.exposesWith("web", "{sessionAffinity: ClientIP}", "{name: http, containerPort: 80}");

        // Then
        user.seesReady("web");
        assertThat(Objects.requireNonNull(user.service("web")).getSpec().getSelector()).containsOnlyKeys("exposedapp.io/app");
    }

    private static long serviceWrites(TestCluster cluster, User user, AuditLog.Mark mark) {
        return cluster.audit().writesSince(mark, RunningOperator.USER).stream()
                .filter(write -> write.resource().equals("services") && write.namespace().equals(user.namespace())).count();
    }

    static void removePolicy(TestCluster cluster, User user) {
        cluster.kubectl("delete", "mutatingadmissionpolicybinding", user.namespace()).orThrow();
        cluster.kubectl("delete", "mutatingadmissionpolicy", user.namespace()).orThrow();
        user.awaits("the API server knows that the policy is gone", () -> !altered(cluster, user));
    }

    static void alters(TestCluster cluster, User user, String mutation) {
        cluster.kubectlWithInput("""
                apiVersion: admissionregistration.k8s.io/v1
                kind: MutatingAdmissionPolicy
                metadata: {name: %1$s}
                spec:
                  matchConstraints:
                    namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %1$s}}
                    resourceRules:
                    - {apiGroups: [""], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [services]}
                  failurePolicy: Fail
                  reinvocationPolicy: Never
                  mutations:
                  - %2$s
                  - patchType: ApplyConfiguration
                    applyConfiguration:
                      expression: "Object{metadata: Object.metadata{annotations: {'altered': 'yes'}}}"
                ---
                apiVersion: admissionregistration.k8s.io/v1
                kind: MutatingAdmissionPolicyBinding
                metadata: {name: %1$s}
                spec: {policyName: %1$s}
                """.formatted(user.namespace(), mutation), "apply", "-f", "-").orThrow();
        user.awaits("the API server knows the policy", () -> altered(cluster, user));
    }

    /** The API server hears of a policy by a watch of its own. */
    private static boolean altered(TestCluster cluster, User user) {
        return cluster
                .kubectlWithInput(
                        "{apiVersion: v1, kind: Service, metadata: {name: probe}, spec: {type: NodePort, selector: {a: b}, ports: [{port: 1}]}}",
                        "create",
                        "-n", user.namespace(), "--dry-run=server", "-o", "yaml", "-f", "-")
                .orThrow().contains("altered");
    }
}

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
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@WithOperator
@Execution(CONCURRENT)
@DisplayName("An admission policy that alters Services")
class AlteredServiceIT {

    private static final String HTTP = "{name: http, containerPort: 80}";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            externalTrafficPolicy | add('/spec/externalTrafficPolicy', 'Local')       | externalTrafficPolicy is Local, asked for Cluster
            internalTrafficPolicy | add('/spec/internalTrafficPolicy', 'Local')       | internalTrafficPolicy is Local, asked for Cluster
            sessionAffinity       | add('/spec/sessionAffinity', 'ClientIP')          | sessionAffinity is ClientIP, asked for None
            ipFamilyPolicy        | add('/spec/ipFamilyPolicy', 'PreferDualStack')    | ipFamilyPolicy is PreferDualStack, asked for SingleStack
            a label               | Object{metadata: Object.metadata{labels: {'team': 'b'}}}      | labels
            an annotation         | Object{metadata: Object.metadata{annotations: {'team': 'b'}}} | annotations
            """)
    @DisplayName("in what the ports do not depend on leaves the app Ready, and Exposed says what was asked for and what came of it")
    void unessential(String field, String mutation, String says, TestCluster cluster, User user) {
        // Given
        alters(cluster, user, mutation(mutation));
        var mark = cluster.audit().mark();

        // When
        user.exposesWith("web", "{externalTrafficPolicy: Cluster, internalTrafficPolicy: Cluster, sessionAffinity: None, "
                + "ipFamilyPolicy: SingleStack, service: {labels: {team: a}, annotations: {team: a}}}", HTTP);

        // Then
        var status = user.sees("web", "says what is altered", s -> User.why(s, "Exposed").contains(says));
        assertThat(User.why(status, "Exposed")).startsWith("Exposed: ");
        user.seesReady("web");
        assertThat(serviceWrites(cluster, user, mark)).as("writes of the Service").isLessThan(6);
        removePolicy(cluster, user);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            selector        | add('/spec/selector/team', 'a')               | selector is {"exposedapp.io/app":"web","team":"a"}, asked for {"exposedapp.io/app":"web"}
            port            | add('/spec/ports/0/port', 8080)               | "port":8080
            its name        | add('/spec/ports/0/name', 'x')                | "name":"x"
            targetPort      | add('/spec/ports/0/targetPort', 9999)         | "targetPort":"9999"
            nodePort        | remove('/spec/ports/0/nodePort')              | ports is
            a further port  | add('/spec/ports/-', Object.spec.ports{name: 'x', port: 9}) | "port":9
            type            | add('/spec/type', 'ClusterIP') + remove('/spec/ports/0/nodePort') + remove('/spec/externalTrafficPolicy') | type is ClusterIP, asked for NodePort
            """)
    @DisplayName("in what the ports depend on is the user's to settle: the app is Stalled, names the field, and is Ready when the policy is gone and the app is edited")
    void essential(String field, String mutation, String says, TestCluster cluster, User user) {
        // Given
        alters(cluster, user, mutation(mutation));
        var mark = cluster.audit().mark();
        user.exposes("web", HTTP);
        var status = user.sees("web", "says what is altered", s -> User.why(s, "Ready").startsWith("ServiceAltered: "));
        assertThat(User.why(status, "Exposed")).contains(says);
        assertThat(User.is(status, "Stalled", "True")).isTrue();
        assertThat(serviceWrites(cluster, user, mark)).as("writes of the Service").isLessThan(6);
        removePolicy(cluster, user);

        // When
        user.exposesWith("web", "{sessionAffinity: ClientIP}", HTTP);

        // Then
        var number = User.number(user.seesReady("web"), "http");
        var service = Objects.requireNonNull(user.service("web")).getSpec();
        assertThat(service.getSelector()).containsOnlyKeys("exposedapp.io/app");
        assertThat(service.getPorts()).singleElement().matches(port -> port.getPort() == 80 && port.getNodePort().equals(number));
        assertThat(user.entries("web")).as("what the app holds").singleElement()
                .matches(entry -> entry.getMetadata().getName().equals(String.valueOf(number)) && "Held".equals(entry.getSpec().state()));
    }

    /** From CEL, or from "add('/spec/type', 'ClusterIP') + remove('/spec/ports/0/nodePort')"; a removal where there is something to remove. */
    private static String mutation(String operations) {
        if (operations.startsWith("Object{")) {
            return "{patchType: ApplyConfiguration, applyConfiguration: {expression: \"%s\"}}".formatted(operations);
        }
        var expression = operations.replaceAll("add\\('([^']*)', (.*?)\\)", "[JSONPatch{op: 'add', path: '$1', value: $2}]")
                .replace("remove('/spec/ports/0/nodePort')",
                        "(has(object.spec.ports[0].nodePort) ? [JSONPatch{op: 'remove', path: '/spec/ports/0/nodePort'}] : [])")
                .replace("remove('/spec/externalTrafficPolicy')",
                        "(has(object.spec.externalTrafficPolicy) ? [JSONPatch{op: 'remove', path: '/spec/externalTrafficPolicy'}] : [])");
        return "{patchType: JSONPatch, jsonPatch: {expression: \"%s\"}}".formatted(expression);
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
                        "{apiVersion: v1, kind: Service, metadata: {name: probe}, spec: {type: NodePort, selector: {a: b}, ports: [{name: probe, port: 1}]}}",
                        "create",
                        "-n", user.namespace(), "--dry-run=server", "-o", "yaml", "-f", "-")
                .orThrow().contains("altered");
    }
}

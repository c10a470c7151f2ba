package io.exposedapp.test.scenario.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.cluster.audit.AuditLog;
import io.exposedapp.test.cluster.audit.AuditedRequest;
import io.exposedapp.test.operator.QuietCluster;
import io.exposedapp.test.operator.RunningOperator;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.scenario.pods.Web;
import io.exposedapp.test.waiting.Wait;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ControlPlane
@ExtendWith(QuietCluster.Provider.class)
@DisplayName("The operator's writes")
class WritePaceIT {

    private static final int PER_SECOND = 10;
    private static final int CROWD = 120;

    private final QuietCluster cluster;

    WritePaceIT(QuietCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    @DisplayName("are no more a second than API_WRITES_PER_SECOND says, and those of many pods do not hold up another namespace's app")
    void bounded() {
        // Given
        var crowd = cluster.user();
        var lone = cluster.user();
        try (var operator = RunningOperator.start(cluster.cluster(), http -> {
        }, Map.of("API_WRITES_PER_SECOND", Integer.toString(PER_SECOND)))) {
            var mark = cluster.audit().mark();
            crowd.applies(Web.of("1", CROWD, "rollout: {progressDeadlineSeconds: 600}"));
            crowd.awaits("its pods are being made", () -> crowd.pods("web"), pods -> pods.size() > 2);

            // When
            lone.applies(Web.of("1", 1));

            // Then
            lone.seesReady("web");
            assertThat(podsBefore(writes(mark, "").iterator(), crowd, lone)).as("pods of the crowd before the other app's pod")
                    .isLessThan(CROWD);
            assertThat(operator.metrics()).doesNotContain("exposedapp_delayed_writes_total 0.0");
            var writes = writes(mark, "");
            var span = Duration.between(writes.getFirst().received(), writes.getLast().received());
            assertThat(writes).hasSizeLessThanOrEqualTo((int) (PER_SECOND * (span.toSeconds() + 3)));
        }
    }

    @Test
    @DisplayName("of an app that the API server has too many requests for wait as long as its Retry-After says, and no other app does")
    void tooManyRequests() throws IOException {
        // Given
        var user = cluster.user();
        var other = cluster.user();
        try (var silent = new ServerSocket(0); var _ = RunningOperator.start(cluster.cluster())) {
            oneSeat(user.namespace());
            takesLong(user.namespace(), silent.getLocalPort());
            var mark = cluster.audit().mark();
            user.exposes("slow", "{name: http, containerPort: 80}");
            user.awaits("its Service is there, so that its pod is next", () -> user.service("slow"), _ -> true);

            // When
            user.exposes("web", "{name: http, containerPort: 80}");

            // Then
            user.awaits("its pod is refused for now", () -> refused(mark, user), refused -> refused.size() > 2);
            other.exposes("web", "{name: http, containerPort: 80}");
            other.seesReady("web");
            user.seesReady("web");
            user.seesReady("slow");
            var refused = refused(mark, user);
            assertThat(IntStream.range(1, refused.size())
                    .mapToObj(i -> Duration.between(refused.get(i - 1).received(), refused.get(i).received())))
                    .as("pauses").allMatch(pause -> pause.toMillis() > 900);
        } finally {
            cluster.cluster().kubectl("delete", "flowschema,prioritylevelconfiguration,validatingwebhookconfiguration", user.namespace(),
                    "--ignore-not-found").orThrow();
        }
    }

    private static long podsBefore(Iterator<AuditedRequest> writes, User crowd, User lone) {
        long pods = 0;
        while (writes.hasNext()) {
            var write = writes.next();
            if (write.resource().equals("pods") && write.verb().equals("create")) {
                if (write.namespace().equals(lone.namespace())) {
                    return pods;
                }
                pods += write.namespace().equals(crowd.namespace()) ? 1 : 0;
            }
        }
        throw new AssertionError("no pod was made for the other app");
    }

    /** The API server makes one pod at a time there: for another one it answers 429, with Retry-After. */
    private void oneSeat(String namespace) {
        applies("""
                apiVersion: flowcontrol.apiserver.k8s.io/v1
                kind: PriorityLevelConfiguration
                metadata: {name: %1$s}
                spec:
                  type: Limited
                  limited: {nominalConcurrencyShares: 0, lendablePercent: 0, borrowingLimitPercent: 0, limitResponse: {type: Reject}}
                ---
                apiVersion: flowcontrol.apiserver.k8s.io/v1
                kind: FlowSchema
                metadata: {name: %1$s}
                spec:
                  matchingPrecedence: 100
                  priorityLevelConfiguration: {name: %1$s}
                  rules:
                    - subjects: [{kind: User, user: {name: "%2$s"}}]
                      resourceRules: [{verbs: [create], apiGroups: [""], resources: [pods], namespaces: [%1$s]}]
                """.formatted(namespace, RunningOperator.USER));
        // The API server's own condition, which it sets when it goes by the schema.
        cluster.cluster().kubectl("wait", "flowschema/" + namespace, "--for=condition=Dangling=False", "--timeout=90s").orThrow();
    }

    /** Each pod of the app slow waits for a webhook that never answers. */
    private void takesLong(String namespace, int port) {
        applies("""
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingWebhookConfiguration
                metadata: {name: %1$s}
                webhooks:
                  - name: silent.example.com
                    admissionReviewVersions: [v1]
                    sideEffects: None
                    failurePolicy: Ignore
                    timeoutSeconds: 10
                    clientConfig: {url: "https://127.0.0.1:%2$d/"}
                    namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %1$s}}
                    objectSelector: {matchLabels: {exposedapp.io/app: slow}}
                    rules: [{operations: [CREATE], apiGroups: [""], apiVersions: [v1], resources: [pods]}]
                """.formatted(namespace, port));
        // The API server hears of it by a watch; nobody is refused by it who would tell.
        Wait.until("the API server asks the webhook").isSo(() -> cluster.cluster().kubectlWithInput(
                "{apiVersion: v1, kind: Pod, metadata: {name: probe, labels: {exposedapp.io/app: slow}}, spec: {containers: [{name: a, image: a}]}}",
                "create", "-n", namespace, "--dry-run=server", "--request-timeout=3s", "-f", "-").exitCode() != 0);
    }

    private void applies(String yaml) {
        cluster.cluster().kubectlWithInput(yaml, "apply", "-f", "-").orThrow();
    }

    private List<AuditedRequest> refused(AuditLog.Mark mark, User user) {
        return writes(mark, user.namespace()).stream().filter(write -> write.code() == 429).toList();
    }

    /** @param namespace "" = of all */
    private List<AuditedRequest> writes(AuditLog.Mark mark, String namespace) {
        return cluster.audit().writesSince(mark, RunningOperator.USER).stream()
                .filter(write -> !write.resource().startsWith("selfsubject"))
                .filter(write -> namespace.isEmpty() || write.namespace().equals(namespace)).toList();
    }
}

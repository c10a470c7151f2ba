package io.exposedapp.test.scenario.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.cluster.audit.AuditLog;
import io.exposedapp.test.operator.RunningOperator;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.operator.WithOperator;
import io.exposedapp.test.scenario.pods.Web;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@WithOperator
@Execution(CONCURRENT)
@DisplayName("What an administrator limits in a namespace")
class QuotasAndLimitsIT {

    /** For two pods, a Service, a revision, events and statuses, with some tries. */
    private static final int FEW = 30;

    @ParameterizedTest(name = "{0}={1}: {2}")
    @CsvSource({
            "pods, 1, Progressing, PodRejected",
            "requests.cpu, 1, Progressing, PodRejected",
            "count/controllerrevisions.apps, 0, Progressing, PodRejected",
            "count/pods, 1, Progressing, PodRejected",
            "services, 0, Exposed, ServiceRejected",
            "services.nodeports, 0, Exposed, ServiceRejected",
            "count/services, 0, Exposed, ServiceRejected"})
    @DisplayName("by a quota, the app says in the API server's words, asks seldom, and is Ready by itself once the quota has gone")
    void quota(String resource, int hard, String condition, String reason, TestCluster cluster, User user) {
        // Given
        user.kubectl("create", "quota", "limit", "--hard=%s=%d".formatted(resource, hard));
        user.awaits("the quota is in force", () -> user.kubectl("get", "quota", "limit", "-o", "jsonpath={.status.hard}"),
                shown -> shown.contains(resource));
        var mark = cluster.audit().mark();
        user.applies(Web.of("1", 2));
        var status = user.sees("web", "says what is refused", s -> User.why(s, condition).startsWith(reason + ": "));
        assertThat(User.why(status, condition)).containsAnyOf("exceeded quota: limit", "failed quota: limit");
        assertThat(User.is(status, "Ready", "False")).isTrue();
        assertThat(User.is(status, "Stalled", "True")).isTrue();

        // When
        user.kubectl("delete", "quota", "limit");

        // Then
        assertThat(user.seesReady("web").ready()).isEqualTo("2/2");
        assertFewWrites(cluster, user, mark);
    }

    @Test
    @DisplayName("by a LimitRange, the app says in the API server's words, and is Ready by itself once that allows it")
    void limitRange(TestCluster cluster, User user) {
        // Given
        user.applies("""
                apiVersion: v1
                kind: LimitRange
                metadata: {name: small}
                spec: {limits: [{type: Container, max: {memory: 64Mi}}]}
                """);
        var mark = cluster.audit().mark();
        user.applies(Web.of("1", 2, "resources: {limits: {memory: 128Mi}}"));
        var status = user.sees("web", "says what is refused", s -> User.why(s, "Ready").startsWith("PodRejected: "));
        assertThat(User.why(status, "Ready")).contains("maximum memory usage per Container is 64Mi, but limit is 128Mi");
        assertThat(User.is(status, "Exposed", "True")).isTrue();

        // When
        user.kubectl("delete", "limitrange", "small");

        // Then
        user.seesReady("web");
        assertFewWrites(cluster, user, mark);
    }

    @Test
    @DisplayName("by Pod Security, the app says in the API server's words, and is Ready by itself once the namespace allows it")
    void podSecurity(TestCluster cluster, User user) {
        // Given
        user.kubectl("label", "namespace", user.namespace(), "pod-security.kubernetes.io/enforce=restricted");
        var mark = cluster.audit().mark();
        user.applies(Web.of("1", 2));
        var status = user.sees("web", "says what is refused", s -> User.why(s, "Ready").startsWith("PodRejected: "));
        assertThat(User.why(status, "Ready")).contains("violates PodSecurity \"restricted:latest\"");

        // When
        user.kubectl("label", "namespace", user.namespace(), "pod-security.kubernetes.io/enforce-");

        // Then
        user.seesReady("web");
        assertFewWrites(cluster, user, mark);
    }

    private static void assertFewWrites(TestCluster cluster, User user, AuditLog.Mark mark) {
        assertThat(cluster.audit().writesSince(mark, RunningOperator.USER)).filteredOn(write -> write.namespace().equals(user.namespace()))
                .hasSizeLessThan(FEW);
    }
}

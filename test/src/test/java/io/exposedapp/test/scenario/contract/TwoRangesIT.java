package io.exposedapp.test.scenario.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.api.v1.NodePortLedger;
import io.exposedapp.test.cluster.AnotherApiServer;
import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.cluster.proxy.ApiServerProxy;
import io.exposedapp.test.cluster.proxy.Fate;
import io.exposedapp.test.operator.QuietCluster;
import io.exposedapp.test.operator.RunningOperator;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.tier.ThoroughOnly;
import io.exposedapp.test.waiting.Wait;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@ControlPlane
@DisplayName("API servers of one cluster with different ranges of node ports,")
class TwoRangesIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    /** Until two answers that are a minute apart agree; and until a write has come to the one API server of the two that can allocate then. */
    private static final Duration AGREED = Duration.ofMinutes(5);

    private static final String OLD = "30000-30999";
    private static final String NEW = "30500-31499";

    @ThoroughOnly
    @Test
    @DisplayName("while both answer: no Service that serves is touched, held numbers stay, nothing loops; and when only the new one does, its range counts")
    void rolled() {
        try (var cluster = QuietCluster.start("--service-node-port-range=" + OLD);
                var proxy = cluster.cluster().proxy(RunningOperator.kubeconfig(cluster.cluster()), _ -> Fate.PASSED);
                var operator = RunningOperator.startBehind(proxy, cluster.cluster(), TIMEOUT)) {
            // Given
            var user = cluster.user();
            user.exposes("outside", "{name: http, containerPort: 80, nodePort: 30100}");
            user.exposes("inside", "{name: http, containerPort: 80, nodePort: 30700}");
            user.seesReady("outside");
            user.seesReady("inside");
            var before = versions(user);
            var other = cluster.cluster().startAnotherApiServer("--service-node-port-range=" + NEW);

            // When
            proxy.leadTo(cluster.cluster().server(), other.server());

            // Then
            bothAnswer(cluster, other, user);
            assertThat(versions(user)).as("Services that serve").isEqualTo(before);
            newRangeCounts(cluster, proxy, other, user);
            assertThat(versions(user)).as("Services that serve").isEqualTo(before);
            assertThat(operator.halted()).isFalse();
        }
    }

    /** What both have is granted, in as many writes as there are apps to write for. */
    private static void bothAnswer(QuietCluster cluster, AnotherApiServer other, User user) {
        var mark = cluster.audit().mark();
        var markOfOther = other.audit().mark();
        for (int n = 0; n < 4; n++) {
            user.exposes("both-" + n, "{name: http, containerPort: 80}");
        }
        for (int n = 0; n < 4; n++) {
            assertThat(User.number(user.within(AGREED).seesReady("both-" + n), "http")).isBetween(30000, 31499);
        }
        var writes = cluster.audit().writesSince(mark, RunningOperator.USER).size()
                + other.audit().writesSince(markOfOther, RunningOperator.USER).size();
        assertThat(writes).as("writes for four apps").isLessThan(200);
        assertThat(user.seesEntry(30100, "Held").getSpec().holder().name()).isEqualTo("outside");
    }

    private static void newRangeCounts(QuietCluster cluster, ApiServerProxy proxy, AnotherApiServer other, User user) {
        proxy.leadTo(other.server());
        user.exposes("refused", "{name: http, containerPort: 80, nodePort: 30200}");
        user.sees("refused", "is refused", s -> Objects.equals(User.port(s, "http").reason(), "PortOutOfRange"));
        user.exposes("after", "{name: http, containerPort: 80, nodePort: 31400}");
        user.within(AGREED).seesReady("after");
        Wait.until("the ledger has the new range").atMost(AGREED).seen(
                () -> cluster.client().resources(NodePortLedger.class).withName("default").get(),
                ledger -> ledger.getStatus() != null && NEW.equals(ledger.getStatus().range()));
        var mark = other.audit().mark();
        user.kubectl("annotate", "service", "outside", "round=1");
        user.seesReady("outside");
        assertThat(user.seesEntry(30100, "Held").getSpec().holder().name()).isEqualTo("outside");
        assertThat(other.audit().writesSince(mark, RunningOperator.USER)).as("writes for an app outside the range").hasSizeLessThan(10);
    }

    private static String versions(User user) {
        return Objects.requireNonNull(user.service("outside")).getSpec() + " " + Objects.requireNonNull(user.service("inside")).getSpec();
    }
}

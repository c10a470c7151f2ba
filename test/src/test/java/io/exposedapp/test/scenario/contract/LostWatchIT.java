package io.exposedapp.test.scenario.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.cluster.proxy.Fate;
import io.exposedapp.test.operator.QuietCluster;
import io.exposedapp.test.operator.RunningOperator;
import io.exposedapp.test.operator.ShippedRoles;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.scenario.pods.Web;
import io.exposedapp.test.waiting.Wait;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@ControlPlane
@DisplayName("When the operator may no longer list and watch a kind, and its watches end")
class LostWatchIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    /** The client begins a watch whose end it has not noticed again after 120 s. */
    private static final Duration NOTICED = Duration.ofMinutes(3);

    private static final Set<String> SEEING = Set.of("list", "watch");

    @Test
    @DisplayName("it says so, goes on with what it can see, and sees the rest when it may again")
    void pods() {
        try (var quiet = QuietCluster.start();
                var proxy = quiet.cluster().proxy(RunningOperator.kubeconfig(quiet.cluster()), _ -> Fate.PASSED);
                var operator = RunningOperator.startBehind(proxy, quiet.cluster(), TIMEOUT)) {
            // Given
            var user = quiet.user();
            user.applies(Web.of("1", 2));
            user.seesReady("web");
            mayNotWatchPods(quiet);
            proxy.cut();
            awaitsMissing(operator, missing -> !missing.startsWith("0"));
            user.kubectl("label", "service", "web", "--overwrite", "while=missing");
            user.seesReady("web");
            user.exposes("new", "{name: http, containerPort: 80}");
            user.sees("new", "has its number", s -> User.is(s, "PortsReserved", "True"));
            assertThat(operator.halted()).isFalse();

            // When
            ShippedRoles.apply(quiet.cluster());

            // Then
            user.within(NOTICED).seesReady("new");
            user.kubectl("delete", "pods", "--selector=exposedapp.io/app=web");
            assertThat(user.within(NOTICED).seesReady("web").ready()).isEqualTo("2/2");
            awaitsMissing(operator, "0.0"::equals);
            assertThat(operator.halted()).isFalse();
        }
    }

    private static void mayNotWatchPods(QuietCluster quiet) {
        quiet.client().rbac().clusterRoles().withName("exposedapp-operator").edit(role -> {
            role.getRules().stream().filter(rule -> rule.getResources().equals(List.of("pods")))
                    .forEach(rule -> rule.setVerbs(rule.getVerbs().stream().filter(verb -> !SEEING.contains(verb)).toList()));
            return role;
        });
        Wait.until("the permission counts no more").isSo(() -> !ShippedRoles.operatorMay(quiet.cluster(), "list", "", "pods"));
    }

    private static void awaitsMissing(RunningOperator operator, Predicate<String> count) {
        Wait.until("the metric says what is missing").atMost(NOTICED).seen(
                () -> operator.metrics().lines().filter(line -> line.startsWith("exposedapp_missing_permissions "))
                        .map(line -> line.substring(line.indexOf(' ') + 1)).findFirst().orElse(""),
                count);
    }
}

package io.exposedapp.test.scenario.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.api.v1.ExposedAppStatus;
import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.operator.WithOperator;
import io.exposedapp.test.tier.ThoroughOnly;
import io.exposedapp.test.waiting.Wait;
import io.fabric8.kubernetes.api.model.Service;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WithOperator
@DisplayName("A Service of the app's that somebody keeps writing back")
class ContestIT {

    @Test
    @DisplayName("is told with the manager's name, and put right at a slower pace")
    void named(User user, TestCluster cluster) {
        // When
        var contested = contest(user, cluster, 31060);

        // Then
        assertThat(User.why(contested, "Exposed")).startsWith("AdoptionContested: Service " + user.namespace()
                + "/shop is written back by field manager argocd-controller (last at ").contains("selector had to be put right");
        assertThat(User.why(contested, "Ready")).startsWith("AdoptionContested: ");
        assertThat(User.is(contested, "Stalled", "True")).isTrue();
        Wait.until("there is one event about it").seen(
                () -> user.events("shop").stream().filter(event -> event.startsWith("AdoptionContested: ")).toList(),
                events -> events.size() == 1);
    }

    @ThoroughOnly
    @Test
    @DisplayName("is well again a minute after the fight has ended, and one event was about it")
    void over(User user, TestCluster cluster) {
        // When
        contest(user, cluster, 31061);

        // Then
        user.within(Wait.USUAL.plusMinutes(1)).seesReady("shop");
        assertThat(user.seesService("shop").getSpec().getSelector()).isEqualTo(Map.of("exposedapp.io/app", "shop"));
        assertThat(user.events("shop")).filteredOn(e -> e.startsWith("AdoptionContested: ")).hasSize(1);
    }

    /** Answers with the app's status once it tells of the contest, which has ended then. */
    private static ExposedAppStatus contest(User user, TestCluster cluster, int number) {
        user.exposes("shop", "{name: http, containerPort: 80, nodePort: %d}".formatted(number));
        user.seesReady("shop");
        var applied = cluster.client().getKubernetesSerialization().unmarshal("""
                apiVersion: v1
                kind: Service
                metadata: {name: shop, namespace: %s}
                spec: {selector: {app: legacy}}
                """.formatted(user.namespace()), Service.class);
        try (var selfHeal = Executors.newSingleThreadScheduledExecutor()) {
            var healing = selfHeal.scheduleWithFixedDelay(
                    () -> cluster.client().resource(applied).fieldManager("argocd-controller").forceConflicts().serverSideApply(), 0, 100,
                    TimeUnit.MILLISECONDS);
            var status = user.sees("shop", "is contested", s -> User.why(s, "Exposed").contains("5 times in a row"));
            healing.cancel(false);
            return status;
        }
    }
}

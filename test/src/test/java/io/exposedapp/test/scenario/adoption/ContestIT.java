package io.exposedapp.test.scenario.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.operator.WithOperator;
import io.fabric8.kubernetes.api.model.Service;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WithOperator
@DisplayName("A Service of the app's that somebody keeps writing back")
class ContestIT {

    /** Longer than a contest is remembered. */
    private static final Duration LONG = Duration.ofSeconds(100);

    @Test
    @DisplayName("is told with the manager's name, put right at a slower pace, and well again a minute after the fight has ended")
    void named(User user, TestCluster cluster) {
        // Given
        user.exposes("shop", "{name: http, containerPort: 80, nodePort: 31060}");
        user.seesReady("shop");
        var applied = cluster.client().getKubernetesSerialization().unmarshal("""
                apiVersion: v1
                kind: Service
                metadata: {name: shop, namespace: %s}
                spec: {selector: {app: legacy}}
                """.formatted(user.namespace()), Service.class);

        // When
        try (var selfHeal = Executors.newSingleThreadScheduledExecutor()) {
            var healing = selfHeal.scheduleWithFixedDelay(
                    () -> cluster.client().resource(applied).fieldManager("argocd-controller").forceConflicts().serverSideApply(), 0, 100,
                    TimeUnit.MILLISECONDS);
            var contested = user.within(LONG).sees("shop", "is contested", s -> User.why(s, "Exposed").contains("5 times in a row"));
            healing.cancel(false);

            // Then
            assertThat(User.why(contested, "Exposed")).startsWith("AdoptionContested: Service " + user.namespace()
                    + "/shop is written back by field manager argocd-controller (last at ").contains("selector had to be put right");
            assertThat(User.why(contested, "Ready")).startsWith("AdoptionContested: ");
            assertThat(User.is(contested, "Stalled", "True")).isTrue();
        }
        user.within(LONG).seesReady("shop");
        assertThat(user.seesService("shop").getSpec().getSelector()).isEqualTo(Map.of("exposedapp.io/app", "shop"));
        assertThat(user.events("shop")).filteredOn(e -> e.startsWith("AdoptionContested: ")).hasSize(1);
    }
}

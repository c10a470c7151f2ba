package io.exposedapp.test.scenario.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.api.v1.ExposedAppStatus;
import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.operator.WithOperator;
import io.exposedapp.test.tier.Thorough;
import io.fabric8.kubernetes.api.model.Service;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@WithOperator
@Thorough
@DisplayName("A Service of the app's that somebody keeps writing back")
class ContestIT {

    /** Longer than a contest is remembered, which is a minute. */
    private static final Duration LONG = Duration.ofMinutes(3);

    @Test
    @DisplayName("is reported with the manager's name, and put right at a slower pace")
    void named(User user, TestCluster cluster) {
        // Given
        shop(user);

        // When
        var contested = contested(user, cluster);

        // Then
        assertThat(User.why(contested, "Exposed")).startsWith("AdoptionContested: Service " + user.namespace()
                + "/shop is written back by field manager argocd-controller (last at ").contains("selector had to be put right");
        assertThat(User.why(contested, "Ready")).startsWith("AdoptionContested: ");
        assertThat(User.is(contested, "Stalled", "True")).isTrue();
        assertThat(user.events("shop")).filteredOn(event -> event.startsWith("AdoptionContested: ")).hasSize(1);
    }

    @Test
    @EnabledIfSystemProperty(named = "exposedapp.thorough", matches = "true", disabledReason = "waits for a minute: left to -Pthorough")
    @DisplayName("is well again a minute after the other manager's last write")
    void wellAgain(User user, TestCluster cluster) {
        // Given
        shop(user);

        // When
        contested(user, cluster);

        // Then
        user.within(LONG).seesReady("shop");
        assertThat(user.seesService("shop").getSpec().getSelector()).isEqualTo(Map.of("exposedapp.io/app", "shop"));
        assertThat(user.events("shop")).filteredOn(event -> event.startsWith("AdoptionContested: ")).hasSize(1);
    }

    private static void shop(User user) {
        user.exposes("shop", "{name: http, containerPort: 80}");
        user.seesReady("shop");
    }

    /** Writes the Service back as Argo CD's self-heal does, until the operator reports it; answers with that report. */
    private static ExposedAppStatus contested(User user, TestCluster cluster) {
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
            var status = user.within(LONG).sees("shop", "is contested", s -> User.why(s, "Exposed").contains("5 times in a row"));
            healing.cancel(false);
            return status;
        }
    }
}

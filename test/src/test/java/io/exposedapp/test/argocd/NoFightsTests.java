package io.exposedapp.test.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.operator.User;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

abstract class NoFightsTests {

    private static final String APP = "order-service";

    private final GitOps gitOps;
    private final User shop;

    NoFightsTests(GitOps gitOps) {
        this.gitOps = gitOps;
        shop = gitOps.user("shop");
    }

    @BeforeEach
    void countAnew() {
        gitOps.platform().sees("Synced and Healthy", status -> status.isSettled());
        gitOps.platform().mark();
    }

    @Test
    @DisplayName("come from nothing in one sync, wave by wave")
    void fromNothing() {
        // When
        var first = gitOps.first();

        // Then
        assertThat(first.syncs()).isOne();
        assertThat(first.outOfSync()).isOne();
        assertThat(first.states()).last().isEqualTo("Synced, Healthy");
        assertThat(gitOps.platform().status().conditions()).isEmpty();
        assertThat(shop.seesReady(APP).portMap()).startsWith("8080:31222/TCP,9000:");
    }

    @Test
    @DisplayName("stay Synced while the operator grants a number that nobody has pinned and makes pods, Services and status")
    void granting() {
        // When
        var revision = gitOps.repository().commit("Add an app", files -> files.write("nodeports/unpinned.yaml", """
                apiVersion: exposedapp.io/v1
                kind: ExposedApp
                metadata: {name: unpinned, namespace: shop}
                spec:
                  image: registry.example/shop/unpinned:1
                  ports:
                    - {name: http, containerPort: 80}
                    - {name: dns, containerPort: 53, protocol: UDP}
                    - {name: metrics, containerPort: 9090, exposed: false}
                """));
        gitOps.platform().seesSettled(revision);

        // Then
        var history = gitOps.platform().sinceMark();
        assertThat(history.syncs()).as("the commit's own").isOne();
        assertThat(history.outOfSync()).isOne();
        assertThat(shop.seesReady("unpinned").portMap()).matches("80:3\\d{4}/TCP,53:3\\d{4}/UDP,9090/TCP");
    }

    @Test
    @DisplayName("stay Synced while all pods are replaced, by the action restart")
    void rolling() {
        // Given
        var before = Objects.requireNonNull(shop.seesReady(APP).revision());

        // When
        gitOps.act(shop, APP, "restart");

        // Then
        shop.sees(APP, "has pods of another revision only", status -> !before.equals(status.revision())
                && User.is(status, "Ready", "True"));
        staysUnnoticed();
        assertThat(gitOps.platform().status().resource("ExposedApp", APP).health()).isEqualTo("Healthy");
    }

    @Test
    @DisplayName("stay Synced while an app is paused and goes on again, by the actions pause and resume")
    void paused() {
        // Given
        gitOps.act(shop, APP, "pause");
        gitOps.platform().sees("Suspended", status -> status.resource("ExposedApp", APP).health().equals("Suspended"));

        // When
        gitOps.act(shop, APP, "resume");

        // Then
        gitOps.platform().sees("Healthy", status -> status.resource("ExposedApp", APP).health().equals("Healthy"));
        assertThat(shop.kubectl("get", "xapp", APP, "-o", "jsonpath={.spec.rollout.paused}")).isEmpty();
        staysUnnoticed();
    }

    @Test
    @DisplayName("stay Synced when the operator ends and starts again")
    void restarted() {
        // Given
        shop.seesReady(APP);
        gitOps.stopOperator();

        // When
        gitOps.startOperator();

        // Then
        var before = readyPods();
        shop.kubectl("delete", "pod", "-l", "exposedapp.io/app=" + APP);
        shop.awaits("it has other pods, all ready", () -> {
            var now = readyPods();
            return now.size() == 2 && Collections.disjoint(now, before);
        });
        staysUnnoticed();
    }

    @Test
    @DisplayName("stay Synced when a Service is edited by hand, which the operator puts right")
    void editedByHand() {
        // When
        shop.kubectl("patch", "service", APP, "--type=json", "-p",
                "[{\"op\":\"replace\",\"path\":\"/spec/ports/0/nodePort\",\"value\":31223}]");

        // Then
        shop.awaits("the Service is as it was", () -> shop.service(APP),
                service -> service.getSpec().getPorts().stream().anyMatch(port -> port.getNodePort() == 31222));
        staysUnnoticed();
    }

    @Test
    @DisplayName("stay Synced when an autoscaler changes the replicas that Git has, by ignoreDifferences")
    void scaled() {
        try {
            // When
            shop.applies("""
                    apiVersion: autoscaling/v2
                    kind: HorizontalPodAutoscaler
                    metadata: {name: order-service}
                    spec:
                      scaleTargetRef: {apiVersion: exposedapp.io/v1, kind: ExposedApp, name: order-service}
                      minReplicas: 3
                      maxReplicas: 5
                    """);

            // Then
            shop.sees(APP, "has 3 replicas", status -> Objects.equals(status.readyReplicas(), 3));
            staysUnnoticed();
        } finally {
            shop.kubectl("delete", "hpa", APP, "--ignore-not-found");
            shop.kubectl("scale", "xapp", APP, "--replicas=2");
        }
    }

    @Test
    @DisplayName("stay Synced when an app is scaled of which Git says no replicas")
    void scaledWithoutReplicasInGit() {
        // Given
        var revision = gitOps.repository().commit("Add an app", files -> files.write("nodeports/free-to-scale.yaml", """
                apiVersion: exposedapp.io/v1
                kind: ExposedApp
                metadata: {name: free-to-scale, namespace: shop}
                spec:
                  image: registry.example/shop/free-to-scale:1
                  ports: [{name: http, containerPort: 80}]
                """));
        gitOps.platform().seesSettled(revision);
        gitOps.platform().mark();

        // When
        shop.kubectl("scale", "xapp", "free-to-scale", "--replicas=3");

        // Then
        shop.sees("free-to-scale", "has 3 replicas", status -> Objects.equals(status.readyReplicas(), 3));
        staysUnnoticed();
    }

    /** By their UIDs. */
    private Set<String> readyPods() {
        return shop.pods(APP).stream().filter(pod -> Readiness.getInstance().isReady(pod)).map(pod -> pod.getMetadata().getUid())
                .collect(Collectors.toSet());
    }

    /** Whatever Argo CD has seen since the mark, it did nothing, and never thought that it should. */
    private void staysUnnoticed() {
        var history = gitOps.platform().sinceMark();
        assertThat(List.of(history.syncs(), history.outOfSync())).as("syncs, and how often it was OutOfSync, in " + history.states())
                .containsExactly(0, 0);
    }
}

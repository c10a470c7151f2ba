package io.exposedapp.test.scenario.adoption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.operator.EndpointHistory;
import io.exposedapp.test.operator.User;
import io.exposedapp.test.operator.WithOperator;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;

@WithOperator
@Execution(CONCURRENT)
@DisplayName("After kubectl delete xapp --cascade=orphan")
class WayBackIT {

    private static final String HTTP = "{name: http, containerPort: 8181, port: 80}";

    @Test
    @DisplayName("an adopted Service goes on, and the app made again has it back with its number and pods, without asking")
    void takenBack(User user) {
        // Given
        Legacy.exposes(user, "shop", "{name: 8181-80, port: 80, targetPort: 8181, nodePort: 31040}");
        user.applies(Legacy.successor("", "", HTTP));
        user.seesReady("shop");
        var service = user.seesService("shop");
        var pods = uids(user.pods("shop"));
        user.kubectl("delete", "xapp", "shop", "--cascade=orphan");
        assertThat(user.seesService("shop").getMetadata().getOwnerReferences()).isEmpty();
        user.seesEntry(31040, "Held");

        // When
        user.applies(withoutAsking(HTTP));

        // Then
        assertThat(user.seesReady("shop").portMap()).isEqualTo("80:31040/TCP");
        assertThat(user.seesService("shop").getMetadata().getUid()).isEqualTo(service.getMetadata().getUid());
        assertThat(uids(user.pods("shop"))).isEqualTo(pods);
    }

    @Test
    @DisplayName("a Service in the middle of its adoption leads to its former pods until those of the app made again are available")
    void inTheMiddle(User user, TestCluster cluster) {
        // Given
        Legacy.exposes(user, "shop", "{name: 8181-80, port: 80, targetPort: 8181, nodePort: 31041}");
        user.applies(Legacy.successor("", Legacy.TOO_BIG, HTTP));
        user.sees("shop", "is being adopted", s -> User.why(s, "Ready").startsWith("Adopting: "));
        user.kubectl("delete", "xapp", "shop", "--cascade=orphan");
        user.kubectl("delete", "pods", "-l", "exposedapp.io/app=shop");
        try (var endpoints = EndpointHistory.of(cluster.client(), user.namespace(), "shop", 2)) {

            // When
            user.applies(withoutAsking(HTTP));

            // Then
            assertThat(user.seesReady("shop").portMap()).isEqualTo("80:31041/TCP");
            user.awaits("it leads to the app's pods", endpoints::ready, Set.copyOf(uids(user.pods("shop")))::equals);
            assertThat(endpoints.fewest()).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("one that was led to other pods since leads to those until the pods of the app made again are available")
    void ledElsewhere(User user, TestCluster cluster) {
        // Given
        Legacy.exposes(user, "shop", "{name: http, port: 80, targetPort: 8181, nodePort: 31042}");
        user.applies(Legacy.successor("", "", HTTP));
        user.seesReady("shop");
        user.kubectl("delete", "xapp", "shop", "--cascade=orphan");
        user.kubectl("patch", "service", "shop", "--type=json", "-p", """
                [{"op": "replace", "path": "/spec/selector", "value": {"app": "legacy"}},
                 {"op": "replace", "path": "/spec/ports/0/targetPort", "value": 8181}]""");
        user.kubectl("delete", "pods", "-l", "exposedapp.io/app=shop");
        try (var endpoints = EndpointHistory.of(cluster.client(), user.namespace(), "shop", 2)) {
            user.awaits("it leads to the Deployment's pods", endpoints::ready, Set.copyOf(uids(legacy(user, cluster)))::equals);

            // When
            user.applies(withoutAsking(HTTP));

            // Then
            user.seesReady("shop");
            user.awaits("it leads to the app's pods", endpoints::ready, Set.copyOf(uids(user.pods("shop")))::equals);
            assertThat(endpoints.fewest()).isEqualTo(2);
        }
        assertThat(user.seesService("shop").getSpec().getSelector()).isEqualTo(Map.of("exposedapp.io/app", "shop"));
    }

    private static String withoutAsking(String port) {
        return Legacy.successor("", "", port).replace("{service: {adopt: true}}", "{}");
    }

    private static List<Pod> legacy(User user, TestCluster cluster) {
        return cluster.client().pods().inNamespace(user.namespace()).withLabel("app", "legacy").list().getItems();
    }

    private static List<String> uids(List<Pod> pods) {
        return pods.stream().map(pod -> pod.getMetadata().getUid()).sorted().toList();
    }
}

package io.exposedapp.test.scenario.repair;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.operator.User;
import io.exposedapp.test.operator.WithOperator;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WithOperator
@DisplayName("Our labels on what is not ours")
class ForgedLabelsIT {

    private static final String SERVICE = """
            apiVersion: v1
            kind: Service
            metadata:
              name: legacy
              labels: {%s}
            spec:
              type: NodePort
              selector: {app: legacy}
              ports: [{name: http, port: 80, nodePort: %d}]
            """;

    @Test
    @DisplayName("make no Service an app's: it is never written, its number is somebody else's, and goes to the app once it is gone")
    void service(User user) {
        // Given
        user.applies(SERVICE.formatted("exposedapp.io/app: shop, app.kubernetes.io/managed-by: exposedapp-operator", 31140));
        var before = version(user.seesService("legacy"));
        user.exposes("shop", "{name: http, containerPort: 80, nodePort: 31140}");
        var refused = user.sees("shop", "is refused", status -> User.is(status, "Stalled", "True"));
        assertThat(User.why(refused, "PortsReserved")).contains("31140").contains("Service " + user.namespace() + "/legacy");
        assertThat(user.entry(31140)).isNull();
        assertThat(version(user.seesService("legacy"))).isEqualTo(before);

        // When
        user.kubectl("delete", "service", "legacy");

        // Then
        assertThat(user.seesReady("shop").portMap()).isEqualTo("80:31140/TCP");
    }

    @Test
    @DisplayName("make no Service a hold of the operator's: it is not removed for the app that asks for its number")
    void hold(User user) {
        // Given
        user.applies(SERVICE.formatted("exposedapp.io/hold: \"31141\", app.kubernetes.io/managed-by: exposedapp-operator", 31141));
        var before = version(user.seesService("legacy"));

        // When
        user.exposes("shop", "{name: http, containerPort: 80, nodePort: 31141}");

        // Then
        var refused = user.sees("shop", "is refused", status -> User.is(status, "Stalled", "True"));
        assertThat(User.why(refused, "PortsReserved")).contains("31141").contains("Service " + user.namespace() + "/legacy");
        assertThat(version(user.seesService("legacy"))).isEqualTo(before);
    }

    @Test
    @DisplayName("make no pod an app's that somebody else controls: it counts for nothing and is never deleted")
    void pod(User user, KubernetesClient client) {
        // Given
        user.applies("""
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: owner}
                """);
        var owner = client.configMaps().inNamespace(user.namespace()).withName("owner").get().getMetadata().getUid();
        user.applies("""
                apiVersion: v1
                kind: Pod
                metadata:
                  name: stranger
                  labels: {exposedapp.io/app: shop, app.kubernetes.io/managed-by: exposedapp-operator}
                  ownerReferences: [{apiVersion: v1, kind: ConfigMap, name: owner, uid: %s, controller: true}]
                spec: {containers: [{name: app, image: "registry.example/legacy:1"}]}
                """.formatted(owner));
        user.exposes("shop", "{name: http, containerPort: 80, nodePort: 31142}");
        assertThat(user.seesReady("shop").ready()).isEqualTo("1/1");

        // When
        user.kubectl("scale", "xapp", "shop", "--replicas=0");

        // Then
        user.awaits("only the stranger is left", () -> user.pods("shop").size() == 1);
        assertThat(user.sees("shop", "is scaled to zero", status -> User.is(status, "Ready", "True")).ready()).isEqualTo("0/0");
        assertThat(user.pods("shop")).singleElement().matches(pod -> pod.getMetadata().getName().equals("stranger"));
    }

    private static String version(HasMetadata object) {
        return object.getMetadata().getUid() + " " + object.getMetadata().getResourceVersion();
    }
}

package io.exposedapp.test.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.ControlPlane;
import io.exposedapp.test.waiting.Wait;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ControlPlane
@ExtendWith(Installation.Provider.class)
@DisplayName("The API server serves the operator's requests")
class FlowSchemasIT {

    private final Installation installation;

    FlowSchemasIT(Installation installation) {
        this.installation = installation;
    }

    @Test
    @DisplayName("as its flow schema says, with the cluster's own controllers")
    void requests() throws IOException {
        // Given
        var uid = uid("exposedapp-operator");

        // When
        var matched = matched(uid, client -> client.services().inAnyNamespace().list());

        // Then
        assertThat(matched).isEqualTo(uid);
        assertThat(level("exposedapp-operator")).isEqualTo("workload-high");
    }

    @Test
    @DisplayName("for its lease before all others")
    void lease() throws IOException {
        // Given
        var uid = uid("exposedapp-operator-leader-election");

        // When
        var matched = matched(uid, client -> client.leases().inNamespace(Installation.NAMESPACE).withName("exposedapp-operator").get());

        // Then
        assertThat(matched).isEqualTo(uid);
        assertThat(level("exposedapp-operator-leader-election")).isEqualTo("leader-election");
    }

    private String uid(String flowSchema) {
        return installation.kubectl("get", "flowschema", flowSchema, "-o", "jsonpath={.metadata.uid}").orThrow();
    }

    private String level(String flowSchema) {
        return installation.kubectl("get", "flowschema", flowSchema, "-o", "jsonpath={.spec.priorityLevelConfiguration.name}").orThrow();
    }

    /** The flow schema that the API server names in its answer; it learns of a new one a moment after that is written. */
    private String matched(String expected, Consumer<KubernetesClient> request) throws IOException {
        var operator = Caller.operator(installation.client());
        var header = new AtomicReference<@Nullable String>();
        var kubeconfig = installation.cluster().kubeconfigFor(operator.user(), operator.groups().toArray(String[]::new));
        try (var client = new KubernetesClientBuilder().withConfig(Config.fromKubeconfig(Files.readString(kubeconfig)))
                .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("flow-schema", new Interceptor() {

                    @Override
                    public void after(HttpRequest asked, HttpResponse<?> answer, AsyncBody.@Nullable Consumer<List<ByteBuffer>> consumer) {
                        header.set(answer.header("X-Kubernetes-PF-FlowSchema-UID"));
                    }
                })).build()) {
            return Wait.until("the request is matched").seen(() -> {
                request.accept(client);
                return header.get();
            }, expected::equals);
        }
    }
}

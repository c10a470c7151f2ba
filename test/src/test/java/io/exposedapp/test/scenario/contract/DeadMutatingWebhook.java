package io.exposedapp.test.scenario.contract;

import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfigurationBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;

/**
 * A mutating webhook with failurePolicy Fail whose server is down, for what one namespace creates of one resource. The API server asks it before it
 * looks at a node port; a {@link DeadWebhook}, which validates, only afterwards.
 */
final class DeadMutatingWebhook implements AutoCloseable {

    private final KubernetesClient client;
    private final String name;

    private DeadMutatingWebhook(KubernetesClient client, String name) {
        this.client = client;
        this.name = name;
    }

    /**
     * Registers it.
     *
     * @param resource as rules spell it: {@code services}
     */
    static DeadMutatingWebhook on(KubernetesClient client, String namespace, String resource) {
        var webhook = new DeadMutatingWebhook(client, "dead-mutating-" + namespace + "-" + resource);
        // @formatter:off
        client.resource(new MutatingWebhookConfigurationBuilder()
                .withNewMetadata().withName(webhook.name).endMetadata()
                .addNewWebhook()
                    .withName("dead.example.com")
                    .withAdmissionReviewVersions("v1")
                    .withSideEffects("None")
                    .withFailurePolicy("Fail")
                    .withTimeoutSeconds(1)
                    // The port of the discard protocol, on which nobody listens.
                    .withNewClientConfig().withUrl("https://127.0.0.1:9/").endClientConfig()
                    .withNewNamespaceSelector().addToMatchLabels("kubernetes.io/metadata.name", namespace).endNamespaceSelector()
                    .addNewRule().withOperations("CREATE").withApiGroups("*").withApiVersions("*").withResources(resource).endRule()
                .endWebhook()
                .build()).create();
        // @formatter:on
        return webhook;
    }

    @Override
    public void close() {
        client.admissionRegistration().v1().mutatingWebhookConfigurations().withName(name).delete();
    }
}

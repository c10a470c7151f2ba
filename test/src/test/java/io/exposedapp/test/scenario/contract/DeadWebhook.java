package io.exposedapp.test.scenario.contract;

import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfigurationBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;

/** A validating webhook with failurePolicy Fail whose server is down, for what one namespace writes of one resource. */
public final class DeadWebhook implements AutoCloseable {

    private final KubernetesClient client;
    private final String name;

    private DeadWebhook(KubernetesClient client, String name) {
        this.client = client;
        this.name = name;
    }

    /**
     * Registers it.
     *
     * @param resource as rules spell it: {@code pods}, {@code exposedapps/status}
     */
    public static DeadWebhook on(KubernetesClient client, String namespace, String resource) {
        return on(client, namespace, resource, "CREATE", "UPDATE");
    }

    /** Registers it for these operations alone. */
    static DeadWebhook on(KubernetesClient client, String namespace, String resource, String... operations) {
        var webhook = new DeadWebhook(client, "dead-" + namespace + "-" + resource.replace('/', '-'));
        // @formatter:off
        client.resource(new ValidatingWebhookConfigurationBuilder()
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
                    // A namespaceSelector says nothing of what is in no namespace.
                    .addNewMatchCondition().withName("of-the-namespace")
                        .withExpression(resource.equals("nodeportreservations")
                                ? "object.spec.holder.namespace == '%s'".formatted(namespace)
                                : "true")
                    .endMatchCondition()
                    .addNewRule().withOperations(operations).withApiGroups("*").withApiVersions("*").withResources(resource).endRule()
                .endWebhook()
                .build()).create();
        // @formatter:on
        return webhook;
    }

    @Override
    public void close() {
        client.admissionRegistration().v1().validatingWebhookConfigurations().withName(name).delete();
    }
}

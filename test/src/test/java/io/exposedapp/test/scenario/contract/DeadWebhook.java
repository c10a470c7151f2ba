package io.exposedapp.test.scenario.contract;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NamespaceListVisitFromServerGetDeleteRecreateWaitApplicable;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** A webhook whose server is down, for what one namespace writes of one resource. */
public final class DeadWebhook implements AutoCloseable {

    /** The port of the discard protocol, on which no process listens. */
    private static final String CLOSED_PORT = "https://127.0.0.1:9/";

    private static final List<String> WRITES = List.of("CREATE", "UPDATE");

    private final KubernetesClient client;
    private final String manifest;

    private DeadWebhook(KubernetesClient client, String manifest) {
        this.client = client;
        this.manifest = manifest;
        load().create();
    }

    /**
     * Registers one that validates, with failurePolicy Fail.
     *
     * @param resource as rules spell it: {@code pods}, {@code exposedapps/status}
     */
    public static DeadWebhook on(KubernetesClient client, String namespace, String resource) {
        return on(client, namespace, resource, WRITES);
    }

    /** Registers it for these operations alone. */
    static DeadWebhook on(KubernetesClient client, String namespace, String resource, List<String> operations) {
        return new DeadWebhook(client, manifest("Validating", namespace, resource, operations, "Fail", CLOSED_PORT));
    }

    /**
     * Registers one that mutates, with failurePolicy Fail. The API server asks it before it looks at a node port; one that validates, only
     * afterwards.
     */
    static DeadWebhook mutating(KubernetesClient client, String namespace, String resource) {
        return new DeadWebhook(client, manifest("Mutating", namespace, resource, List.of("CREATE"), "Fail", CLOSED_PORT));
    }

    /**
     * Registers one with failurePolicy Ignore, which validates: each write waits for it, a second at most, and is made.
     *
     * @param port of 127.0.0.1, where a server may accept connections and say nothing
     */
    static DeadWebhook ignored(KubernetesClient client, String namespace, String resource, int port) {
        return new DeadWebhook(client, manifest("Validating", namespace, resource, WRITES, "Ignore", "https://127.0.0.1:" + port + "/"));
    }

    private static String manifest(String kind, String namespace, String resource, List<String> operations, String policy, String url) {
        return """
                apiVersion: admissionregistration.k8s.io/v1
                kind: %1$sWebhookConfiguration
                metadata: {name: dead-%2$s-%3$s-%4$s}
                webhooks:
                - name: dead.example.com
                  admissionReviewVersions: [v1]
                  sideEffects: None
                  failurePolicy: %5$s
                  timeoutSeconds: 1
                  clientConfig: {url: "%6$s"}
                  namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %3$s}}
                  matchConditions:
                  # A namespaceSelector says nothing of what is in no namespace.
                  - {name: of-the-namespace, expression: "%7$s"}
                  rules:
                  - {apiGroups: ["*"], apiVersions: ["*"], operations: [%8$s], resources: [%9$s]}
                """.formatted(kind, kind.toLowerCase(Locale.ROOT), namespace, resource.replace('/', '-'), policy, url,
                resource.equals("nodeportreservations") ? "object.spec.holder.namespace == '" + namespace + "'" : "true",
                String.join(", ", operations), resource);
    }

    private NamespaceListVisitFromServerGetDeleteRecreateWaitApplicable<HasMetadata> load() {
        return client.load(new ByteArrayInputStream(manifest.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        load().delete();
    }
}

package io.exposedapp.test.cluster;

import io.exposedapp.test.waiting.Wait;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;

/** A namespace of one test or test class, with its service account: pods can be made in it. Deleted at the end, without waiting. */
public final class TestNamespace implements AutoCloseable {

    private static final String PREFIX = "xa-";

    private final KubernetesClient client;
    private final String name;

    private TestNamespace(KubernetesClient client, String name) {
        this.client = client;
        this.name = name;
    }

    /**
     * Makes one.
     *
     * @param owner who it is for; noted on it for those who look at the cluster
     */
    public static TestNamespace create(KubernetesClient client, String owner) {
        // @formatter:off
        Namespace wanted = new NamespaceBuilder()
                .withNewMetadata()
                    .withGenerateName(PREFIX)
                    .addToAnnotations("exposedapp.io/test", owner)
                .endMetadata()
                .build();
        // @formatter:on
        String name = client.resource(wanted).create().getMetadata().getName();
        Wait.until("namespace " + name + " has its service account")
                .there(() -> client.serviceAccounts().inNamespace(name).withName("default").get());
        return new TestNamespace(client, name);
    }

    /** Whether a namespace of that name is, or was, one of these. */
    public static boolean isNameOfOne(String namespace) {
        return namespace.startsWith(PREFIX);
    }

    /** Waits until none of the cluster is on its way out: what ends in one changes endpoints, and controllers are refused there. */
    public static void awaitEnds(KubernetesClient client) {
        Wait.until("no namespace is on its way out").seen(() -> client.namespaces().list().getItems().stream()
                .filter(found -> found.getMetadata().getDeletionTimestamp() != null).toList(), List::isEmpty);
    }

    /** "xa-7xk2p". */
    public String name() {
        return name;
    }

    @Override
    public void close() {
        try {
            client.namespaces().withName(name).delete();
        } catch (KubernetesClientException e) {
            System.err.println("Namespace " + name + " was not deleted: " + e.getMessage());
        }
    }

    @Override
    public String toString() {
        return name;
    }
}

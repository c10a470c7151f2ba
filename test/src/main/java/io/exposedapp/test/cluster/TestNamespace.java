package io.exposedapp.test.cluster;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.concurrent.TimeUnit;

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
        client.serviceAccounts().inNamespace(name).withName("default").waitUntilCondition(account -> account != null, 30, TimeUnit.SECONDS);
        return new TestNamespace(client, name);
    }

    /** Whether a namespace of that name is, or was, one of these. */
    public static boolean isNameOfOne(String namespace) {
        return namespace.startsWith(PREFIX);
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

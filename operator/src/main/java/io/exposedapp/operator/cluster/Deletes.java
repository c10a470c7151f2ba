package io.exposedapp.operator.cluster;

import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.jspecify.annotations.Nullable;

/** Deletions with preconditions. The client's own {@code delete()} ignores the UID, and would delete a successor of the same name. */
final class Deletes {

    private final KubernetesClient client;

    Deletes(KubernetesClient client) {
        this.client = client;
    }

    /**
     * Deletes the object of this UID.
     *
     * @param resourceVersion also as it was seen, or null for whatever it is by now
     * @return the API server's answer: the object where it lives on for its grace period, else a Status
     */
    String delete(String path, String uid, @Nullable String resourceVersion) {
        DeleteOptions options = new DeleteOptionsBuilder().withApiVersion("v1").withKind("DeleteOptions").withNewPreconditions()
                .withUid(uid).withResourceVersion(resourceVersion).endPreconditions().withPropagationPolicy("Background").build();
        var answer = client.raw(path, "DELETE", options);
        // Throws where it is no object at all, as a page of a proxy.
        if (client.getKubernetesSerialization().unmarshal(answer) == null) {
            throw new KubernetesClientException("the answer to a deletion has no object");
        }
        return answer;
    }
}

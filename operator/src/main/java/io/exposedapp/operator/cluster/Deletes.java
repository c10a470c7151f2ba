package io.exposedapp.operator.cluster;

import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Status;
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
        if (!isFromApiServer(answer)) {
            throw new KubernetesClientException("the answer to a deletion has neither a Status nor the object");
        }
        return answer;
    }

    /** A proxy's page says nothing of the object, whatever its code. */
    private boolean isFromApiServer(String answer) {
        try {
            return switch (client.getKubernetesSerialization().unmarshal(answer)) {
                case Status _ -> true;
                case HasMetadata object -> object.getMetadata() != null && object.getMetadata().getUid() != null;
                case null, default -> false;
            };
        } catch (KubernetesClientException | IllegalArgumentException _) {
            return false;
        }
    }
}

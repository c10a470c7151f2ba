package io.exposedapp.operator.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.ResourceNotFoundException;
import io.fabric8.kubernetes.client.dsl.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Takes no answer for more than it says. A proxy before the API server answers 404, or 200 with nothing, for reasons of its own; the client makes
 * null of either, and an app that is there would be taken for gone, with its numbers.
 */
final class Answer {

    private Answer() {
    }

    /**
     * Reads an object live.
     *
     * @return null only where the API server itself says that there is none
     * @throws KubernetesClientException for every other answer, and where none came
     */
    static <T extends HasMetadata> @Nullable T live(Resource<T> resource) {
        try {
            return object(resource.require());
        } catch (ResourceNotFoundException e) {
            // The client's word for whatever went wrong.
            if (e.getCause() instanceof KubernetesClientException cause) {
                if (cause.getCode() == 404 && ApiFailures.isFromApiServer(cause)) {
                    return null;
                }
                throw cause;
            }
            throw e;
        }
    }

    /**
     * The object as it was written.
     *
     * @throws KubernetesClientException where the answer has none: whether it was written is unknown
     */
    static <T extends HasMetadata> T object(@Nullable T answer) {
        if (answer == null || answer.getMetadata() == null || answer.getMetadata().getResourceVersion() == null) {
            throw new KubernetesClientException("the answer has no object");
        }
        return answer;
    }
}

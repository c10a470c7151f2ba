package io.exposedapp.operator.cluster;

import io.exposedapp.operator.plan.Failure;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.ResourceNotFoundException;
import io.fabric8.kubernetes.client.dsl.Gettable;
import io.fabric8.kubernetes.client.dsl.Resource;
import org.jspecify.annotations.Nullable;

/**
 * A GET whose "there is none" is evidence. The client's own {@link Gettable#get()} makes the same null of an object that is not there and of a
 * CustomResourceDefinition that is not: the latter says nothing of the object, and a number must not be released on it.
 */
final class LiveGet {

    private LiveGet() {
    }

    /**
     * The object, or null.
     *
     * @throws KubernetesClientException where the API server does not say whether it exists
     */
    static <T> @Nullable T of(Resource<T> object) {
        try {
            return object.require();
        } catch (ResourceNotFoundException e) {
            if (e.getCause() instanceof KubernetesClientException cause && !(ApiFailures.classify(cause) instanceof Failure.Gone)) {
                throw cause;
            }
            return null;
        }
    }
}

package io.exposedapp.operator.cluster;

import io.exposedapp.operator.cluster.PermissionCheck.Permission;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;

/** Asks the API server what this very user may do, whichever authorizer decides it. */
public final class AccessReview {

    private AccessReview() {
    }

    /**
     * Whether the user has the permission now.
     *
     * @throws KubernetesClientException where the API server does not say
     */
    public static boolean allows(KubernetesClient client, Permission permission) {
        var target = permission.target();
        // @formatter:off
        var review = new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                    .withNewResourceAttributes()
                        .withGroup(target.group())
                        .withResource(target.resource())
                        .withSubresource(target.subresource())
                        .withNamespace(target.namespace())
                        .withName(target.name())
                        .withVerb(permission.verb())
                    .endResourceAttributes()
                .endSpec()
                .build();
        // @formatter:on
        var answer = client.resource(review).create();
        if (answer == null || answer.getStatus() == null) {
            throw new KubernetesClientException("the answer to a SelfSubjectAccessReview has no status");
        }
        return Boolean.TRUE.equals(answer.getStatus().getAllowed());
    }
}

package io.exposedapp.test.deploy;

import io.exposedapp.test.waiting.Wait;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whose permissions are asked for, as {@code kubectl auth can-i --as} does.
 *
 * @param client the administrator's
 */
record Caller(KubernetesClient client, String user, List<String> groups) {

    static Caller person(KubernetesClient client, String name) {
        return new Caller(client, name, List.of("system:authenticated"));
    }

    static Caller operator(KubernetesClient client) {
        return new Caller(client, "system:serviceaccount:exposedapp-system:exposedapp-operator",
                List.of("system:serviceaccounts", "system:serviceaccounts:exposedapp-system", "system:authenticated"));
    }

    /**
     * Whether the API server would let this caller do it.
     *
     * @param resource "pods", "pods/exec", "exposedapps.exposedapp.io/status"
     * @param namespace null = all of them, or a resource that has none
     * @param name of one object; null = any
     */
    boolean may(String verb, String resource, @Nullable String namespace, @Nullable String name) {
        String[] pathAndSub = resource.split("/", 2);
        String[] pluralAndGroup = pathAndSub[0].split("\\.", 2);
        // @formatter:off
        SubjectAccessReview review = new SubjectAccessReviewBuilder()
                .withNewSpec()
                    .withUser(user)
                    .withGroups(groups)
                    .withNewResourceAttributes()
                        .withVerb(verb)
                        .withGroup(pluralAndGroup.length > 1 ? pluralAndGroup[1] : "")
                        .withResource(pluralAndGroup[0])
                        .withSubresource(pathAndSub.length > 1 ? pathAndSub[1] : null)
                        .withNamespace(namespace)
                        .withName(name)
                    .endResourceAttributes()
                .endSpec()
                .build();
        // @formatter:on
        return client.authorization().v1().subjectAccessReview().create(review).getStatus().getAllowed();
    }

    boolean may(String verb, String resource, @Nullable String namespace) {
        return may(verb, resource, namespace, null);
    }

    /** Waits until the API server would let this caller do it: it learns of roles a moment after they are written. */
    void seesAllowed(String verb, String resource, @Nullable String namespace) {
        Wait.until(user + " may " + verb + " " + resource).isSo(() -> may(verb, resource, namespace));
    }
}

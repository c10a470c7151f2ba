package io.exposedapp.test.operator;

import io.exposedapp.test.cluster.SourceTree;
import io.exposedapp.test.cluster.TestCluster;
import io.exposedapp.test.waiting.Wait;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import java.util.List;
import java.util.stream.Stream;

/** Namespace, service account and roles of {@code deploy/base}, without its Deployment: the operator runs in the tests' JVM. */
public final class ShippedRoles {

    private static final List<String> FILES = List.of("namespace.yaml", "service-account.yaml", "rbac-operator.yaml", "rbac-tenants.yaml");

    private ShippedRoles() {
    }

    /** Applies them as an administrator does, and waits until they count: the API server learns of roles a moment after they are written. */
    public static void apply(TestCluster cluster) {
        var base = SourceTree.at("deploy/base");
        var files = FILES.stream().flatMap(file -> Stream.of("-f", base.resolve(file).toString()));
        cluster.kubectl(Stream.concat(Stream.of("apply"), files).toArray(String[]::new)).orThrow();
        Wait.until("the operator's roles count").isSo(() -> operatorMay(cluster, "list", "exposedapp.io", "exposedapps")
                && operatorMay(cluster, "get", "coordination.k8s.io", "leases"));
    }

    /**
     * Whether the API server would let the operator do it, in the operator's own namespace.
     *
     * @param resource with its subresource: {@code exposedapps/status}
     */
    public static boolean operatorMay(TestCluster cluster, String verb, String group, String resource) {
        var parts = resource.split("/", 2);
        // @formatter:off
        var review = new SubjectAccessReviewBuilder()
                .withNewSpec()
                    .withUser(RunningOperator.USER)
                    .withNewResourceAttributes()
                        .withVerb(verb).withGroup(group).withResource(parts[0]).withSubresource(parts.length > 1 ? parts[1] : null)
                        .withNamespace("exposedapp-system")
                    .endResourceAttributes()
                .endSpec()
                .build();
        // @formatter:on
        return cluster.client().authorization().v1().subjectAccessReview().create(review).getStatus().getAllowed();
    }
}

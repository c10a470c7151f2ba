package io.exposedapp.test.scenario.contract;

import io.exposedapp.test.cluster.TestCluster;

/** A ValidatingAdmissionPolicy that refuses what is written of one resource for one namespace. */
final class RefusingPolicy implements AutoCloseable {

    static final String MESSAGE = "not in this namespace";

    private final TestCluster cluster;
    private final String name;

    private RefusingPolicy(TestCluster cluster, String name) {
        this.cluster = cluster;
        this.name = name;
    }

    /**
     * Makes and binds it.
     *
     * @param resource as rules spell it: {@code pods}
     */
    static RefusingPolicy on(TestCluster cluster, String namespace, String resource) {
        var policy = new RefusingPolicy(cluster, "refuse-" + namespace + "-" + resource);
        cluster.kubectlWithInput("""
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicy
                metadata: {name: %1$s}
                spec:
                  matchConstraints:
                    namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %2$s}}
                    resourceRules:
                    - {apiGroups: ["*"], apiVersions: ["*"], operations: [CREATE, UPDATE], resources: [%3$s]}
                  matchConditions:
                  # A namespaceSelector says nothing of what is in no namespace.
                  - {name: of-the-namespace, expression: "%4$s"}
                  validations:
                  - {expression: "false", message: %5$s}
                ---
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicyBinding
                metadata: {name: %1$s}
                spec: {policyName: %1$s, validationActions: [Deny]}
                """.formatted(policy.name, namespace, resource,
                resource.equals("nodeportreservations") ? "object.spec.holder.namespace == '" + namespace + "'" : "true", MESSAGE),
                "apply", "-f", "-").orThrow();
        return policy;
    }

    @Override
    public void close() {
        cluster.kubectl("delete", "validatingadmissionpolicybinding,validatingadmissionpolicy", name).orThrow();
    }
}

package io.exposedapp.test.operator;

import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * What {@code kubectl apply --server-side --force-conflicts} does, in this process: a kubectl takes a fifth of a second of a processor, and a run
 * applies thousands of manifests. What kubectl itself does with a manifest is tested with kubectl, in {@code CrdKubectlIT} and in the examples.
 */
record Manifests(KubernetesClient client, String namespace) {

    private static final PatchContext APPLY = new PatchContext.Builder().withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager("kubectl").withForce(true).withFieldValidation("Strict").build();
    private static final Pattern SEPARATOR = Pattern.compile("(?m)^---\\s*$");

    /** By {@code apiVersion/kind}; the same on every cluster. */
    private static final Map<String, ResourceDefinitionContext> KINDS = new ConcurrentHashMap<>();

    /** One after the other; throws what the client throws for the first that the API server refuses. */
    void apply(String yaml) {
        SEPARATOR.splitAsStream(yaml).filter(document -> !document.isBlank())
                .map(document -> Serialization.unmarshal(document, GenericKubernetesResource.class)).forEach(this::apply);
    }

    private void apply(GenericKubernetesResource object) {
        var kind = KINDS.computeIfAbsent(object.getApiVersion() + "/" + object.getKind(), _ -> kind(object));
        var resources = client.genericKubernetesResources(kind);
        var named = object.getMetadata().getNamespace() == null ? namespace : object.getMetadata().getNamespace();
        (kind.isNamespaceScoped() ? resources.inNamespace(named) : resources).resource(object).patch(APPLY);
    }

    private ResourceDefinitionContext kind(GenericKubernetesResource object) {
        return client.getApiResources(object.getApiVersion()).getResources().stream()
                .filter(resource -> resource.getKind().equals(object.getKind()) && !resource.getName().contains("/")).findFirst()
                .map(resource -> kind(object.getApiVersion(), resource))
                .orElseThrow(() -> new IllegalArgumentException(object.getApiVersion() + " has no kind " + object.getKind()));
    }

    private static ResourceDefinitionContext kind(String apiVersion, APIResource resource) {
        var slash = apiVersion.indexOf('/');
        return new ResourceDefinitionContext.Builder().withGroup(slash < 0 ? "" : apiVersion.substring(0, slash))
                .withVersion(apiVersion.substring(slash + 1)).withKind(resource.getKind()).withPlural(resource.getName())
                .withNamespaced(resource.getNamespaced()).build();
    }
}

package io.exposedapp.test.operator;

import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * What {@code kubectl apply --server-side --force-conflicts} does, in this process: a kubectl takes a fifth of a second of a processor, and a run
 * applies thousands of manifests. What kubectl itself does with a manifest is tested with kubectl, in {@code CrdKubectlIT} and with the examples.
 */
record Manifests(KubernetesClient client, String namespace) {

    private static final String OPTIONS = "?fieldManager=kubectl&force=true&fieldValidation=Strict";
    private static final Pattern SEPARATOR = Pattern.compile("(?m)^---\\s*$");

    /** By {@code apiVersion/kind}; the same on every cluster. */
    private static final Map<String, APIResource> KINDS = new ConcurrentHashMap<>();

    /**
     * Applies one object after the other, each as it is written: a client's types would leave out what they hold for empty.
     *
     * @throws IllegalStateException with the API server's words, for the first one that it refuses
     */
    void apply(String yaml) {
        SEPARATOR.splitAsStream(yaml).filter(document -> !document.isBlank()).forEach(this::applyOne);
    }

    private void applyOne(String document) {
        var object = Serialization.unmarshal(document, GenericKubernetesResource.class);
        var name = object.getKind() + " " + object.getMetadata().getName();
        var http = client.getHttpClient();
        var answer = http.sendAsync(http.newHttpRequestBuilder().uri(client.getMasterUrl() + path(object) + OPTIONS)
                .method("PATCH", "application/apply-patch+yaml", document).build(), String.class).join();
        if (!answer.isSuccessful()) {
            throw new IllegalStateException(name + " was not applied: " + answer.code() + " " + answer.body());
        }
    }

    private String path(GenericKubernetesResource object) {
        var version = object.getApiVersion();
        var kind = KINDS.computeIfAbsent(version + "/" + object.getKind(), _ -> kind(object));
        var namespaced = Boolean.TRUE.equals(kind.getNamespaced())
                ? "namespaces/" + Objects.requireNonNullElse(object.getMetadata().getNamespace(), namespace) + "/"
                : "";
        return (version.contains("/") ? "apis/" : "api/") + version + "/" + namespaced + kind.getName() + "/"
                + object.getMetadata().getName();
    }

    private APIResource kind(GenericKubernetesResource object) {
        return client.getApiResources(object.getApiVersion()).getResources().stream()
                .filter(resource -> resource.getKind().equals(object.getKind()) && !resource.getName().contains("/")).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(object.getApiVersion() + " has no kind " + object.getKind()));
    }
}

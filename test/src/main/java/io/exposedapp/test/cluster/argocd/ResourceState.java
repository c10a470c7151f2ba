package io.exposedapp.test.cluster.argocd;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What Argo CD says of one object of an application.
 *
 * @param namespace empty if it is cluster-scoped
 * @param sync "Synced", "OutOfSync" or "Unknown"
 * @param health "Healthy", "Progressing", "Degraded", "Suspended", "Missing"; empty = it knows no health of this kind
 * @param message why, empty if it does not say
 * @param pruning whether it is not in Git any more
 */
public record ResourceState(String kind, String namespace, String name, String sync, String health, String message, boolean pruning) {

    static ResourceState of(JsonNode resource) {
        return new ResourceState(resource.path("kind").asText(), resource.path("namespace").asText(), resource.path("name").asText(),
                resource.path("status").asText(), resource.path("health").path("status").asText(),
                resource.path("health").path("message").asText(), resource.path("requiresPruning").asBoolean());
    }

    /** "Degraded: why", as a user reads it. */
    public String healthAndWhy() {
        return message.isEmpty() ? health : health + ": " + message;
    }
}

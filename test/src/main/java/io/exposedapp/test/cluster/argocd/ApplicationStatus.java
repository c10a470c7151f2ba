package io.exposedapp.test.cluster.argocd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * What Argo CD says of an application.
 *
 * @param sync "Synced", "OutOfSync" or "Unknown"; empty = it has not looked yet
 * @param health "Healthy", "Progressing", "Degraded", "Suspended", "Missing"
 * @param revision of Git that it has compared with
 * @param reconciledAt when it looked last, to the second
 * @param operating whether a sync is asked for or runs
 * @param operation of the last sync: "Succeeded", "Failed", "Error", "Running"; empty = there was none
 * @param operationRevision of Git that this was to bring in
 * @param operationMessage what it says of that
 * @param resources the objects that are in Git, and those that were
 * @param conditions of the application, "OrphanedResourceWarning: Application has 1 orphaned resources"
 */
public record ApplicationStatus(String sync, String health, String revision, String reconciledAt, boolean operating, String operation,
        String operationRevision, String operationMessage, List<ResourceState> resources, List<String> conditions) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static ApplicationStatus of(GenericKubernetesResource application) {
        JsonNode all = JSON.valueToTree(application);
        JsonNode status = all.path("status");
        JsonNode operation = status.path("operationState");
        return new ApplicationStatus(status.path("sync").path("status").asText(), status.path("health").path("status").asText(),
                status.path("sync").path("revision").asText(), status.path("reconciledAt").asText(), all.has("operation"),
                operation.path("phase").asText(), operation.path("syncResult").path("revision").asText(),
                operation.path("message").asText(),
                StreamSupport.stream(status.path("resources").spliterator(), false).map(ResourceState::of).toList(),
                StreamSupport.stream(status.path("conditions").spliterator(), false)
                        .map(condition -> condition.path("type").asText() + ": " + condition.path("message").asText()).toList());
    }

    /** Synced, healthy, and not about to do anything. */
    public boolean isSettled() {
        return sync.equals("Synced") && health.equals("Healthy") && !operating && !operation.equals("Running");
    }

    /** What it says of an object; throws if it knows none of that kind and name. */
    public ResourceState resource(String kind, String name) {
        return resources.stream().filter(resource -> resource.kind().equals(kind) && resource.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no " + kind + " " + name + " among " + resources));
    }

    /** Whether it knows the object. */
    public boolean has(String kind, String name) {
        return resources.stream().anyMatch(resource -> resource.kind().equals(kind) && resource.name().equals(name));
    }
}

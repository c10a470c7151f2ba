package io.exposedapp.api.v1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.model.annotation.LabelSelector;
import io.fabric8.kubernetes.model.annotation.StatusReplicas;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is reachable where, and if not, why not. */
// @formatter:off
@JsonClassDescription("What is reachable where, and if not, why not; written by the operator.")
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ExposedAppStatus(
        @JsonPropertyDescription("The metadata.generation that this status is about.")
        @Nullable Long observedGeneration,

        @StatusReplicas
        @JsonPropertyDescription("Pods that exist and do not terminate, of every revision.")
        @Nullable Integer replicas,

        @JsonPropertyDescription("Pods that are Ready, of every revision.")
        @Nullable Integer readyReplicas,

        @JsonPropertyDescription("Pods of the current revision.")
        @Nullable Integer updatedReplicas,

        @JsonPropertyDescription("Pods that count as available, of every revision.")
        @Nullable Integer availableReplicas,

        @LabelSelector
        @JsonPropertyDescription("Label selector of the app's pods, as the scale subresource wants it.")
        @Nullable String selector,

        @JsonPropertyDescription("The current revision: it names the pods and changes when they must be replaced.")
        @Nullable String revision,

        @JsonPropertyDescription("Name of the NodePort Service.")
        @Nullable String serviceName,

        @JsonPropertyDescription("Each port as it is served.")
        @Nullable List<PortStatus> ports,

        @JsonPropertyDescription("Ready pods of those wanted, as 2/2, for the READY column.")
        @Nullable String ready,

        @JsonPropertyDescription("The ports in the spec's order, as 8080:32222/TCP (port:nodePort/protocol), for the PORTS column; a refused pin has a '!', a port without a number yet has a '?', and a port that is not exposed is 9090/TCP.")
        @Nullable String portMap,

        @JsonPropertyDescription("Where clients outside reach the ports: addresses of Ready nodes, at most 3; those that were there stay as long as they are good.")
        @Nullable List<String> addresses,

        @JsonPropertyDescription("PortsReserved, Exposed, Available, Progressing, their sum Ready, and Stalled: True when the user must act.")
        @Nullable List<Condition> conditions) {
    // @formatter:on
}

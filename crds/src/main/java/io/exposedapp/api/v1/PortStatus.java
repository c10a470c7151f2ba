package io.exposedapp.api.v1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** One port as it is served. */
// @formatter:off
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record PortStatus(
        @Required
        @JsonPropertyDescription("Name of the port, as in the spec.")
        String name,

        @Required
        @JsonPropertyDescription("TCP, UDP or SCTP.")
        String protocol,

        @Required
        @JsonPropertyDescription("Where the process listens in its container.")
        Integer containerPort,

        @Required
        @JsonPropertyDescription("The Service's port, for clients inside the cluster.")
        Integer port,

        @JsonPropertyDescription("false: it is for clients inside the cluster only.")
        @Nullable Boolean exposed,

        @JsonPropertyDescription("The NodePortLedger that the number is from.")
        @Nullable String ledger,

        @JsonPropertyDescription("The number on every node on which the port is reachable; unset = none.")
        @Nullable Integer nodePort,

        @JsonPropertyDescription("The number that the spec pins the port to; unset = it pins none.")
        @Nullable Integer requestedNodePort,

        @JsonPropertyDescription("Why the port is not served as asked for, in one word; unset = it is.")
        @Nullable String reason,

        @JsonPropertyDescription("The same in a sentence: what is in the way, who holds the number, and what to do.")
        @Nullable String message) {
    // @formatter:on
}

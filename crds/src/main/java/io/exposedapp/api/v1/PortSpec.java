package io.exposedapp.api.v1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** One port of the app. Its identity is its name. No schema defaults here: Argo CD shows a default inside a list as drift, for ever. */
// @formatter:off
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(value = PortRules.PIN_EXPOSED, messageExpression = PortRules.PIN_EXPOSED_MESSAGE)
public record PortSpec(
        @Required @Size(max = 63)
        @ValidationRule(value = PortRules.IANA_NAME, message = PortRules.IANA_NAME_MESSAGE)
        @JsonPropertyDescription("Name of the port, by which it is known: at most 15 lower case letters, digits and single inner hyphens.")
        String name,

        @Required @Min(1) @Max(65535)
        @JsonPropertyDescription("Where the process listens in its container, 1 to 65535; the Service forwards to it (targetPort).")
        Integer containerPort,

        @Min(1) @Max(65535)
        @JsonPropertyDescription("The Service's port, for clients inside the cluster, 1 to 65535; unset = containerPort.")
        @Nullable Integer port,

        @Min(1) @Max(65535)
        @JsonPropertyDescription("Pins the port to this number on every node, for clients outside; unset = the ledger chooses one and keeps it.")
        @Nullable Integer nodePort,

        @JsonPropertyDescription("false: for clients inside the cluster only, through the Service named like the app with -internal after it, and on no nodePort; unset = true.")
        @Nullable Boolean exposed,

        @SchemaFrom(type = Protocol.class)
        @JsonPropertyDescription("TCP, UDP or SCTP; unset = TCP.")
        @Nullable String protocol,

        @JsonPropertyDescription("Hint at the protocol of the application, passed on to the Service, for example http or kubernetes.io/h2c.")
        @Nullable String appProtocol) {
    // @formatter:on
}

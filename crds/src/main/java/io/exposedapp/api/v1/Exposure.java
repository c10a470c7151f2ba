package io.exposedapp.api.v1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the app is exposed: the Service and its traffic policies, passed on as they are. */
// @formatter:off
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Exposure(
        @Size(min = 1, max = 253)
        @JsonPropertyDescription("Name of the NodePortLedger that new numbers come from; unset = the one that admits the namespace with the highest priority. A change moves no number that is held.")
        @Nullable String ledger,

        @SchemaFrom(type = NodePortReservationSpec.ReclaimPolicy.class)
        @JsonPropertyDescription("What becomes of a number that the app gives up: CoolDown, it rests and is then free; Retain, it waits for the app; unset = as the ledger says.")
        @Nullable String reclaimPolicy,

        @JsonPropertyDescription("The NodePort Service: its name, labels and annotations, and whether an existing one is taken over.")
        @Nullable Service service,

        @SchemaFrom(type = TrafficPolicy.class)
        @JsonPropertyDescription("Cluster: every node forwards to every pod; Local: only to its own pods, which then see the client's address; unset = Cluster.")
        @Nullable String externalTrafficPolicy,

        @SchemaFrom(type = TrafficPolicy.class)
        @JsonPropertyDescription("The same for clients inside the cluster: Cluster or Local; unset = Cluster.")
        @Nullable String internalTrafficPolicy,

        @SchemaFrom(type = SessionAffinity.class)
        @JsonPropertyDescription("ClientIP: a client's address stays with one pod; unset = None.")
        @Nullable String sessionAffinity,

        @SchemaFrom(type = IpFamilyPolicy.class)
        @JsonPropertyDescription("SingleStack, PreferDualStack or RequireDualStack; unset = SingleStack.")
        @Nullable String ipFamilyPolicy) {
    // @formatter:on

    /** The Service's metadata, and what is to become of one that is there already. */
    // @formatter:off
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Service(
            @Size(max = 253)
            @ValidationRule(value = NameRules.SERVICE, message = NameRules.SERVICE_MESSAGE)
            @ValidationRule(value = NameRules.NOT_INTERNAL, message = NameRules.NOT_INTERNAL_MESSAGE)
            @JsonPropertyDescription("Name of the Service; unset = the app's name; it cannot be changed once the app exists.")
            @Nullable String name,

            @JsonPropertyDescription("true: a NodePort Service of this name that nobody controls is taken over with its numbers, and leads to the app's pods once they are available; unset = false: it is left alone.")
            @Nullable Boolean adopt,

            @JsonPropertyDescription("Labels of the Service, beside the operator's own.")
            @Nullable Map<String, String> labels,

            @JsonPropertyDescription("Annotations of the Service.")
            @Nullable Map<String, String> annotations) {
        // @formatter:on
    }

    // For the schema only; in Java an enumeration is a String, so that a value from a newer version never stops the reader.

    enum TrafficPolicy {
        Cluster,
        Local
    }

    enum SessionAffinity {
        None,
        ClientIP
    }

    enum IpFamilyPolicy {
        SingleStack,
        PreferDualStack,
        RequireDualStack
    }
}

package io.exposedapp.api.v1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.LabelSelector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which numbers the ledger may grant, to whom, and what becomes of them. */
// @formatter:off
@JsonClassDescription("Which numbers the ledger may grant, to whom, and what becomes of them.")
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record NodePortLedgerSpec(
        @Size(max = 32)
        @ValidationRule(value = NumberRules.RANGE, message = NumberRules.RANGE_MESSAGE)
        @JsonPropertyDescription("First and last number, as 30000-32767; unset = the API server's own range, which the operator learns.")
        @Nullable String range,

        @Size(max = 1000)
        @JsonPropertyDescription("Numbers never granted, as 30500 or 30500-30509; 2379-2380, 6443 and 10250 never are.")
        @Nullable List<@Size(max = 32) String> excluded,

        @Size(max = 200)
        @JsonPropertyDescription("Numbers kept for somebody, who need not exist yet, or blocked with a note. Moves nobody who has one of them already.")
        @Nullable List<SetAside> setAside,

        @JsonPropertyDescription("Namespaces whose apps may use the ledger, by their labels; unset = every namespace.")
        @Nullable LabelSelector namespaceSelector,

        @Min(-1000000000) @Max(1000000000)
        @JsonPropertyDescription("Of the ledgers that admit a namespace, an app that names none uses the one with the highest priority, then the first by name; unset = 0.")
        @Nullable Integer priority,

        @Min(0)
        @JsonPropertyDescription("How many numbers a namespace may have, those at rest and retained included; unset = no limit.")
        @Nullable Integer quotaPerNamespace,

        @Min(0)
        @JsonPropertyDescription("Seconds that a number rests after its release before a stranger may get it; 0 = not at all; unset = 86400.")
        @Nullable Long coolDownSeconds,

        @SchemaFrom(type = NodePortReservationSpec.ReclaimPolicy.class)
        @JsonPropertyDescription("What becomes of a number that is given up by an app that does not say: CoolDown or Retain; unset = CoolDown.")
        @Nullable String defaultReclaimPolicy,

        @JsonPropertyDescription("Keep numbers that rest or are set aside in the API server's allocator too, by Services hold-<number> in the operator's namespace; unset = true.")
        @Nullable Boolean hold,

        @JsonPropertyDescription("Freeze the ledger: no number is granted, released or freed; what is held is served on; unset = false.")
        @Nullable Boolean suspended) {
    // @formatter:on

    /** Nothing is said: the operator's defaults hold. */
    public static NodePortLedgerSpec unset() {
        return new NodePortLedgerSpec(null, null, null, null, null, null, null, null, null, null);
    }

    /** The same with another coolDownSeconds. */
    public NodePortLedgerSpec withCoolDownSeconds(long seconds) {
        return new NodePortLedgerSpec(range, excluded, setAside, namespaceSelector, priority, quotaPerNamespace, seconds,
                defaultReclaimPolicy,
                hold, suspended);
    }

    /** Numbers that are not for everybody. */
    // @formatter:off
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record SetAside(
            @Required @Size(min = 1, max = 20)
            @JsonPropertyDescription("The numbers, as 30500 or 30500-30509.")
            List<@Size(max = 32) String> numbers,

            @JsonProperty("for")
            @JsonPropertyDescription("Who gets them, without a pin too; unset = nobody: they are blocked.")
            @Nullable Beneficiary beneficiary,

            @Size(max = 256)
            @JsonPropertyDescription("Why, for those who are refused one of the numbers.")
            @Nullable String note) {
        // @formatter:on
    }

    /** Whose apps and ports are meant. */
    // @formatter:off
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    @ValidationRule(value = "!has(self.port) || has(self.app)", message = "a port is known by its app: name the app too, or drop the port")
    public record Beneficiary(
            @Required @Size(min = 1, max = 63)
            @JsonPropertyDescription("The namespace, which need not exist yet.")
            String namespace,

            @Size(min = 1, max = 63)
            @JsonPropertyDescription("Name of the ExposedApp; unset = every app of the namespace.")
            @Nullable String app,

            @Size(min = 1, max = 15)
            @JsonPropertyDescription("Name of the app's port; unset = every port of the app.")
            @Nullable String port) {
        // @formatter:on
    }
}

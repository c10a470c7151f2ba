package io.exposedapp.api.v1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the ledger holds, as counts of numbers. */
// @formatter:off
@JsonClassDescription("What became of the numbers, as counts; written by the operator.")
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record NodePortLedgerStatus(
        @JsonPropertyDescription("The metadata.generation that this status is about.")
        @Nullable Long observedGeneration,

        @JsonPropertyDescription("The range in effect, as 30000-32767.")
        @Nullable String range,

        @JsonPropertyDescription("Numbers of the range that are not excluded.")
        @Nullable Integer size,

        @JsonPropertyDescription("Numbers that an app holds.")
        @Nullable Integer held,

        @JsonPropertyDescription("Numbers that rest after their release.")
        @Nullable Integer coolingDown,

        @JsonPropertyDescription("Numbers that wait for their app without end.")
        @Nullable Integer retained,

        @JsonPropertyDescription("Numbers that are set aside and nobody has.")
        @Nullable Integer setAside,

        @JsonPropertyDescription("Numbers of the range on Services of anybody else.")
        @Nullable Integer foreign,

        @Size(max = 20)
        @JsonPropertyDescription("The first 20 of those numbers, with their Services.")
        @Nullable List<ForeignService> foreignServices,

        @JsonPropertyDescription("Entries of this ledger whose number the range does not have (any more) or excludes.")
        @Nullable Integer outOfRange,

        @JsonPropertyDescription("Numbers that rest or are set aside and are not kept in the API server's allocator, although hold is on.")
        @Nullable Integer unheld,

        @JsonPropertyDescription("Numbers that any app would be granted without a pin.")
        @Nullable Integer free,

        @JsonPropertyDescription("Ready: the ledger grants numbers, or is suspended as its spec asks; Stalled: its spec must be corrected; Exhausted: none is free; Overlapping: another ledger has some of its numbers too.")
        @Nullable List<Condition> conditions) {
    // @formatter:on

    /** A number that a Service has which no app owns. */
    // @formatter:off
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ForeignService(
            @Required
            @JsonPropertyDescription("The number.")
            Integer nodePort,

            @Required
            @JsonPropertyDescription("The Service that has it, as namespace/name.")
            String service) {
        // @formatter:on
    }
}

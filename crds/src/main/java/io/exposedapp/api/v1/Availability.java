package io.exposedapp.api.v1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import org.jspecify.annotations.Nullable;

/** What is to be left of the app by those who move its pods, as a drain does. */
// @formatter:off
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Availability(
        @Min(0) @Max(Integer.MAX_VALUE)
        @JsonPropertyDescription("Pods that a drain of nodes leaves available: makes a PodDisruptionBudget of the app's name, with at most replicas - 1, so that no drain hangs; unset, or where that is 0 = none.")
        @Nullable Integer minAvailable) {
    // @formatter:on
}

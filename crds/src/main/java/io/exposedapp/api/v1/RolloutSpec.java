package io.exposedapp.api.v1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.IntOrString;
import org.jspecify.annotations.Nullable;

/** How pods of one revision are replaced by those of the next; a Deployment's words mean what they mean there. */
// @formatter:off
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record RolloutSpec(
        @SchemaFrom(type = Strategy.class)
        @JsonPropertyDescription("RollingUpdate: new pods come before old ones go; Recreate: no new pod before the last old one is gone; unset = RollingUpdate.")
        @Nullable String strategy,

        @ValidationRule(value = RolloutRules.COUNT, message = RolloutRules.COUNT_MESSAGE)
        @JsonPropertyDescription("Pods above the replicas while rolling: a number, or a percentage of the replicas, rounded up; unset = 25%.")
        @Nullable IntOrString maxSurge,

        @ValidationRule(value = RolloutRules.COUNT, message = RolloutRules.COUNT_MESSAGE)
        @JsonPropertyDescription("Replicas that may be missing while rolling: a number, or a percentage of the replicas, rounded down; unset = 25%. If both come to 0, it is 1.")
        @Nullable IntOrString maxUnavailable,

        @Min(0) @Max(Integer.MAX_VALUE)
        @JsonPropertyDescription("Seconds that a pod is to be Ready for before it counts as available; unset = 0.")
        @Nullable Integer minReadySeconds,

        @Min(1) @Max(Integer.MAX_VALUE)
        @JsonPropertyDescription("Seconds without progress after which the rollout is told to be stuck; nothing is taken down then; unset = 600.")
        @Nullable Integer progressDeadlineSeconds,

        @Min(0) @Max(Integer.MAX_VALUE)
        @JsonPropertyDescription("Seconds that a pod which goes still serves, so that no connection is refused on its way; less than terminationGracePeriodSeconds; unset = 5, or as much as fits.")
        @Nullable Integer drainSeconds,

        @JsonPropertyDescription("Another time than before replaces all pods, as kubectl rollout restart does for a Deployment; in RFC 3339, as in 2026-11-21T12:00:00Z.")
        @Nullable String restartedAt,

        @JsonPropertyDescription("true: no pod is replaced by one of another revision; lost pods are replaced and the app is scaled all the same; unset = false.")
        @Nullable Boolean paused) {
    // @formatter:on

    /** As the API spells it. */
    public static final String RECREATE = "Recreate";

    /** For the schema only; in Java an enumeration is a String, so that a value from a newer version never stops the reader. */
    enum Strategy {
        RollingUpdate,
        Recreate
    }
}

package io.exposedapp.api.v1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Lifecycle;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.model.annotation.SpecReplicas;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the user asks for. Only {@code replicas} has a schema default: every other default is the operator's. */
// @formatter:off
@JsonClassDescription("What the user asks for.")
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ExposedAppSpec(
        @Required @Size(min = 1)
        @JsonPropertyDescription("Container image of the app, for example registry.example/shop/order:1.4.")
        String image,

        @JsonPropertyDescription("Entrypoint of the container; unset = the image's own.")
        @Nullable List<String> command,

        @JsonPropertyDescription("Arguments of the entrypoint; unset = the image's own.")
        @Nullable List<String> args,

        @JsonPropertyDescription("Environment variables of the container, each name once.")
        @Nullable List<EnvVar> env,

        @JsonPropertyDescription("ConfigMaps and Secrets whose keys become environment variables; env goes before them.")
        @Nullable List<EnvFromSource> envFrom,

        @JsonPropertyDescription("CPU, memory and other resources that the container requests and is limited to.")
        @Nullable ResourceRequirements resources,

        @SchemaFrom(type = PullPolicy.class)
        @JsonPropertyDescription("When the image is pulled: Always, IfNotPresent or Never; unset = Always for the tag latest, else IfNotPresent.")
        @Nullable String imagePullPolicy,

        @JsonPropertyDescription("Secrets of this namespace with the credentials for the image's registry.")
        @Nullable List<LocalObjectReference> imagePullSecrets,

        @JsonPropertyDescription("ServiceAccount that the pods run as; unset = the namespace's default one, without a mounted token.")
        @Nullable String serviceAccountName,

        @JsonPropertyDescription("Security context of the container, laid over the operator's: seccomp RuntimeDefault, no privilege escalation.")
        @Nullable SecurityContext securityContext,

        @JsonPropertyDescription("Hooks after the start and before the stop; a preStop of your own replaces the one that drains connections.")
        @Nullable Lifecycle lifecycle,

        @Min(0)
        @JsonPropertyDescription("Seconds that the app gets to stop, its preStop hook included, before it is killed; unset = 30.")
        @Nullable Long terminationGracePeriodSeconds,

        @JsonPropertyDescription("Volumes of the pod, each name once.")
        @Nullable List<Volume> volumes,

        @JsonPropertyDescription("Where the container sees the volumes, each mountPath once.")
        @Nullable List<VolumeMount> volumeMounts,

        @JsonPropertyDescription("Restarts the container when it fails; unset = none.")
        @Nullable Probe livenessProbe,

        @JsonPropertyDescription("Takes the pod out of the Service while it fails; unset = see defaultReadinessProbe.")
        @Nullable Probe readinessProbe,

        @JsonPropertyDescription("Holds the other probes back until it succeeds; unset = none.")
        @Nullable Probe startupProbe,

        @JsonPropertyDescription("Without a readinessProbe, probe the first TCP port of the list for a connection; unset = true. Another first port replaces the pods.")
        @Nullable Boolean defaultReadinessProbe,

        @SpecReplicas @Default("1") @Min(0) @Max(999)
        @JsonPropertyDescription("How many pods run, 0 to 999; default 1.")
        @Nullable Integer replicas,

        @Required @Size(min = 1, max = 100)
        @ValidationRule(value = PortRules.PORT_ONCE, message = PortRules.PORT_ONCE_MESSAGE)
        @ValidationRule(value = PortRules.PIN_ONCE, message = PortRules.PIN_ONCE_MESSAGE)
        @JsonPropertyDescription("Ports of the app, 1 to 100, each known by its name.")
        List<PortSpec> ports,

        @JsonPropertyDescription("How the ports are exposed: the NodePort Service and its traffic policies.")
        @Nullable Exposure exposure,

        @ValidationRule(value = RolloutRules.CAN_ROLL, message = RolloutRules.CAN_ROLL_MESSAGE)
        @ValidationRule(value = RolloutRules.ONLY_ROLLING, message = RolloutRules.ONLY_ROLLING_MESSAGE)
        @ValidationRule(value = RolloutRules.DEADLINE, message = RolloutRules.DEADLINE_MESSAGE)
        @JsonPropertyDescription("How pods are replaced when the app changes.")
        @Nullable RolloutSpec rollout,

        @JsonPropertyDescription("What a drain of nodes leaves of the app.")
        @Nullable Availability availability) {
    // @formatter:on

    /** For the schema only; in Java an enumeration is a String, so that a value from a newer version never stops the reader. */
    enum PullPolicy {
        Always,
        IfNotPresent,
        Never
    }
}

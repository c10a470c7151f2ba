package io.exposedapp.operator.cluster;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionCondition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compares a CustomResourceDefinition of this operator with the one in the cluster. An older one there would silently prune what the operator
 * writes, and every pass would write it again. A newer one is fine, since the API only grows.
 */
public final class CrdCheck {

    static final String COMMAND = "kubectl apply --server-side -k crds/manifests";
    private static final String REMEDY = "run: " + COMMAND;

    /** As many missing fields as fit a line. */
    private static final int SHOWN = 3;

    private CrdCheck() {
    }

    /**
     * What is wrong with the live one, a sentence each.
     *
     * @param own as this operator was built with; its first version is the one that the operator speaks
     * @param live null = there is none
     */
    public static List<String> problems(CustomResourceDefinition own, @Nullable CustomResourceDefinition live) {
        var what = "CustomResourceDefinition " + own.getMetadata().getName();
        if (live == null) {
            return List.of(what + " is missing; " + REMEDY);
        }
        var problems = new ArrayList<String>();
        established(live).ifPresent(why -> problems.add(what + " is not established yet" + why));
        var spoken = own.getSpec().getVersions().getFirst();
        var served = live.getSpec().getVersions().stream()
                .filter(v -> v.getName().equals(spoken.getName()) && Boolean.TRUE.equals(v.getServed())).findFirst();
        if (served.isEmpty()) {
            problems.add(what + " does not serve the version " + spoken.getName() + " that this operator speaks; " + REMEDY);
        } else {
            var missing = missing(spoken, served.get());
            if (!missing.isEmpty()) {
                problems.add("%s is older than this operator, it lacks %s%s; %s".formatted(what,
                        String.join(", ", missing.subList(0, Math.min(SHOWN, missing.size()))),
                        missing.size() > SHOWN ? " and %d more".formatted(missing.size() - SHOWN) : "", REMEDY));
            }
        }
        return List.copyOf(problems);
    }

    /** Empty, or why it is not served: two definitions may ask for the same name. */
    private static Optional<String> established(CustomResourceDefinition live) {
        var conditions = live.getStatus() == null || live.getStatus().getConditions() == null
                ? List.<CustomResourceDefinitionCondition>of()
                : live.getStatus().getConditions();
        if (conditions.stream().anyMatch(c -> "Established".equals(c.getType()) && "True".equals(c.getStatus()))) {
            return Optional.empty();
        }
        return Optional.of(conditions.stream().filter(c -> "NamesAccepted".equals(c.getType()) && "False".equals(c.getStatus()))
                .map(c -> ": " + c.getMessage()).findFirst().orElse(""));
    }

    private static List<String> missing(CustomResourceDefinitionVersion own, CustomResourceDefinitionVersion live) {
        var missing = new ArrayList<String>();
        compare("", own.getSchema().getOpenAPIV3Schema(), live.getSchema().getOpenAPIV3Schema(), missing);
        var subresources = own.getSubresources();
        if (subresources != null && subresources.getStatus() != null
                && (live.getSubresources() == null || live.getSubresources().getStatus() == null)) {
            missing.add("the status subresource");
        }
        if (subresources != null && subresources.getScale() != null
                && (live.getSubresources() == null || live.getSubresources().getScale() == null)) {
            missing.add("the scale subresource");
        }
        return missing;
    }

    /** Names only the topmost property that is missing; below it, all are. */
    private static void compare(String path, JSONSchemaProps own, JSONSchemaProps live, List<String> missing) {
        if (Boolean.TRUE.equals(live.getXKubernetesPreserveUnknownFields())) {
            return;
        }
        var there = properties(live);
        properties(own).forEach((name, schema) -> {
            var child = path.isEmpty() ? name : path + "." + name;
            var counterpart = there.get(name);
            if (counterpart == null) {
                missing.add(child);
            } else {
                compare(child, schema, counterpart, missing);
            }
        });
        elements(own).forEach(schema -> elements(live).findFirst()
                .ifPresentOrElse(counterpart -> compare(path + "[]", schema, counterpart, missing), () -> missing.add(path + "[]")));
    }

    private static Map<String, JSONSchemaProps> properties(JSONSchemaProps schema) {
        return Objects.requireNonNullElse(schema.getProperties(), Map.of());
    }

    /** The schema of a list's items, or of a map's values. */
    private static Stream<JSONSchemaProps> elements(JSONSchemaProps schema) {
        return Stream.of(
                Optional.ofNullable(schema.getItems()).map(items -> items.getSchema()),
                Optional.ofNullable(schema.getAdditionalProperties()).map(values -> values.getSchema()))
                .flatMap(Optional::stream);
    }
}

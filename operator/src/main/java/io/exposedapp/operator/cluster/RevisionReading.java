package io.exposedapp.operator.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.exposedapp.api.v1.Api;
import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.app.Intent;
import io.exposedapp.operator.app.Labels;
import io.exposedapp.operator.app.Names;
import io.exposedapp.operator.workload.PodBlueprint;
import io.exposedapp.operator.workload.SeenRevision;
import io.exposedapp.operator.workload.Split;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A ControllerRevision of the API server as a record. */
public final class RevisionReading {

    private static final ObjectMapper JSON = new ObjectMapper();

    private RevisionReading() {
    }

    /** Empty for one that this operator did not make, or that does not hold what it should: neither can be used, and its name is taken. */
    public static Optional<SeenRevision> read(ControllerRevision object) {
        var meta = object.getMetadata();
        var labels = Objects.requireNonNullElse(meta.getLabels(), Map.<String, String>of());
        var annotations = Objects.requireNonNullElse(meta.getAnnotations(), Map.<String, String>of());
        var app = labels.get(Labels.APP);
        var hash = labels.get(Labels.REVISION);
        if (app == null || hash == null || !meta.getName().equals(Names.revision(app, hash)) || object.getRevision() == null) {
            return Optional.empty();
        }
        JsonNode data = JSON.valueToTree(object.getData());
        return template(data).flatMap(template -> Intent.parse(data.path(PodBlueprint.INTENT))
                .map(intent -> new SeenRevision(new AppRef(meta.getNamespace(), app), meta.getName(), meta.getUid(),
                        meta.getResourceVersion(), hash, object.getRevision(), intent, portNames(template),
                        Instant.parse(meta.getCreationTimestamp()), controllerUid(meta.getOwnerReferences()),
                        Split.parse(annotations.get(Api.PAUSED_ANNOTATION)).orElse(null))));
    }

    /** The template that pods of the revision are created from; empty where {@link #read} is. */
    static Optional<PodTemplateSpec> template(ControllerRevision object) {
        return template(JSON.<JsonNode>valueToTree(object.getData()));
    }

    private static Set<String> portNames(PodTemplateSpec template) {
        return template.getSpec().getContainers().stream().map(Container::getPorts).filter(Objects::nonNull).flatMap(List::stream)
                .map(ContainerPort::getName).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    private static Optional<PodTemplateSpec> template(JsonNode data) {
        try {
            var template = JSON.treeToValue(data.path(PodBlueprint.TEMPLATE), PodTemplateSpec.class);
            var usable = template != null && template.getMetadata() != null && template.getSpec() != null
                    && !template.getSpec().getContainers().isEmpty();
            return usable ? Optional.of(template) : Optional.empty();
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }

    private static @Nullable String controllerUid(@Nullable List<OwnerReference> owners) {
        return Objects.requireNonNullElse(owners, List.<OwnerReference>of()).stream().filter(o -> Boolean.TRUE.equals(o.getController()))
                .findFirst().map(OwnerReference::getUid).orElse(null);
    }
}

package io.exposedapp.operator.cluster;

import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.app.Labels;
import io.exposedapp.operator.workload.SeenPod;
import io.exposedapp.operator.workload.SeenPod.Phase;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A pod of the API server as a record. */
public final class PodReading {

    private static final String DELETION_COST = "controller.kubernetes.io/pod-deletion-cost";

    private PodReading() {
    }

    /** Empty for a pod without the app's label. */
    public static Optional<SeenPod> read(Pod pod) {
        var meta = pod.getMetadata();
        var labels = orEmpty(meta.getLabels());
        return Optional.ofNullable(labels.get(Labels.APP)).map(app -> {
            var status = Objects.requireNonNullElseGet(pod.getStatus(), PodStatus::new);
            var ready = condition(status, "Ready");
            return new SeenPod(new AppRef(meta.getNamespace(), app), meta.getName(), meta.getUid(), meta.getResourceVersion(),
                    labels.getOrDefault(Labels.REVISION, ""), controllerUid(meta.getOwnerReferences()), phase(status.getPhase()),
                    ready != null && "True".equals(ready.getStatus()), ready == null ? null : time(ready.getLastTransitionTime()),
                    pod.getSpec() == null ? null : pod.getSpec().getNodeName(), time(meta.getDeletionTimestamp()),
                    Objects.requireNonNullElse(time(meta.getCreationTimestamp()), Instant.EPOCH), restarts(status),
                    deletionCost(orEmpty(meta.getAnnotations())), PodTrouble.of(status));
        });
    }

    private static @Nullable String controllerUid(@Nullable List<OwnerReference> owners) {
        return orEmpty(owners).stream().filter(o -> Boolean.TRUE.equals(o.getController())).findFirst().map(OwnerReference::getUid)
                .orElse(null);
    }

    private static Phase phase(@Nullable String phase) {
        return switch (phase) {
            case "Running" -> Phase.RUNNING;
            case "Succeeded" -> Phase.SUCCEEDED;
            case "Failed" -> Phase.FAILED;
            case "Unknown" -> Phase.UNKNOWN;
            case null, default -> Phase.PENDING;
        };
    }

    private static @Nullable PodCondition condition(PodStatus status, String type) {
        return orEmpty(status.getConditions()).stream().filter(c -> type.equals(c.getType())).findFirst().orElse(null);
    }

    private static int restarts(PodStatus status) {
        return orEmpty(status.getContainerStatuses()).stream().map(ContainerStatus::getRestartCount).filter(Objects::nonNull)
                .mapToInt(Integer::intValue).max().orElse(0);
    }

    /** What is no number counts as none, as the API server itself has it. */
    private static int deletionCost(Map<String, String> annotations) {
        try {
            return Integer.parseInt(annotations.getOrDefault(DELETION_COST, "0"));
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    private static @Nullable Instant time(@Nullable String timestamp) {
        return timestamp == null ? null : Instant.parse(timestamp);
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    private static Map<String, String> orEmpty(@Nullable Map<String, String> map) {
        return map == null ? Map.of() : map;
    }
}

package io.exposedapp.operator.workload;

import static io.exposedapp.operator.workload.Shop.NOW;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.exposedapp.api.v1.RolloutSpec;
import io.exposedapp.operator.app.Names;
import io.exposedapp.operator.workload.SeenPod.Phase;
import io.exposedapp.operator.workload.Situation.Endpoints;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A situation as people write it. Revisions go by their images, pods by image and slot ({@code v1-0}); durations are ages, {@code 90s} or
 * {@code 10m}, and an hour where nothing is said. Pods are Ready, ours, and on a node of their own unless something else is said;
 * {@code gone} is when a terminating one was to be gone; {@code endpoints} says by Service which pods it leads to.
 */
record SituationText(
        AppText app,
        @Nullable List<RevisionText> revisions,
        @Nullable List<PodText> pods,
        @Nullable List<String> failures,
        @Nullable Map<String, List<String>> endpoints) {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    record AppText(String image, int replicas, @Nullable RolloutSpec rollout) {
    }

    record RevisionText(String image, int number, @Nullable String age, @Nullable String controller, @Nullable String split) {

        SeenRevision seen() {
            var plain = Shop.revision(image, number, ago(age), controllerOf(controller));
            return new SeenRevision(plain.app(), plain.name(), plain.uid(), plain.resourceVersion(), plain.hash(), number, plain.intent(),
                    plain.portNames(), plain.createdAt(), plain.controllerUid(),
                    split == null ? null : Split.parse(MovesText.hashes(split)).orElseThrow());
        }
    }

    record PodText(
            String pod,
            @Nullable String age,
            @Nullable String ready,
            @Nullable String unready,
            @Nullable String phase,
            @Nullable String node,
            @Nullable String controller,
            @Nullable Boolean terminating,
            @Nullable String gone,
            @Nullable Integer restarts,
            @Nullable String trouble) {

        SeenPod seen() {
            var dash = pod.lastIndexOf('-');
            var createdAt = ago(age);
            var sketch = PodSketch.of(pod.substring(0, dash), Integer.parseInt(pod.substring(dash + 1)), createdAt);
            sketch.readyChanged = ready == null ? createdAt : ago(ready);
            if (unready != null) {
                sketch.unready(ago(unready));
            }
            if (phase != null) {
                sketch.ended(Phase.valueOf(phase));
            }
            sketch.node = Objects.requireNonNullElse(node, sketch.node);
            sketch.controller = controllerOf(controller);
            sketch.terminating = Boolean.TRUE.equals(terminating);
            sketch.goneBy = ago(gone);
            sketch.restarts = Objects.requireNonNullElse(restarts, 0);
            sketch.trouble = trouble == null ? null : new Trouble(trouble.split(": ", 2)[0], trouble.split(": ", 2)[1]);
            return sketch.seen();
        }
    }

    static Situation read(String yaml) {
        try {
            return YAML.readValue(yaml, SituationText.class).situation();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private Situation situation() {
        var web = Shop.web(Shop.UID, app.image(), app.replicas(), app.rollout());
        var seenRevisions = orEmpty(revisions).stream().map(RevisionText::seen).toList();
        var seenPods = orEmpty(pods).stream().map(PodText::seen).toList();
        Set<String> names = seenPods.stream().map(SeenPod::name).collect(Collectors.toSet());
        var uids = seenPods.stream().collect(Collectors.toMap(SeenPod::name, SeenPod::uid));
        var led = endpoints == null
                ? List.<Endpoints>of()
                : endpoints.entrySet().stream().map(e -> new Endpoints(e.getKey(),
                        e.getValue().stream().map(pod -> Objects.requireNonNull(uids.get(podName(pod)))).collect(Collectors.toSet())))
                        .toList();
        return new Situation(web, Revision.of(web, seenRevisions), seenRevisions, seenPods, names,
                orEmpty(failures).stream().map(SituationText::ago).toList(), List.of(), led, new TreeMap<>(), NOW);
    }

    /** {@code v1-0} as it is called. */
    private static String podName(String pod) {
        var dash = pod.lastIndexOf('-');
        return Names.pod(Shop.WEB.name(), Shop.hash(pod.substring(0, dash)), Integer.parseInt(pod.substring(dash + 1)));
    }

    private static Instant ago(@Nullable String age) {
        return NOW.minus(Duration.parse("PT" + Objects.requireNonNullElse(age, "1h")));
    }

    private static @Nullable String controllerOf(@Nullable String controller) {
        return switch (controller) {
            case null -> Shop.UID;
            case "nobody" -> null;
            default -> controller;
        };
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}

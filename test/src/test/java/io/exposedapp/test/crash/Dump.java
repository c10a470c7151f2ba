package io.exposedapp.test.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * All that the scenario leaves in the cluster, by namespace, at one moment: specs, status, names, labels and owners. Left out is what
 * differs between any two runs: resourceVersions, times, cluster IPs; UIDs and numbers are told by what they mean. So is whether an entry was
 * confirmed: that is what a successor does with the claims it finds. What keeps a run's numbers in the operator's own namespace is the run's too.
 */
final class Dump {

    private static final Pattern UID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\d(T\\d\\d:\\d\\d:\\d\\dZ)?");
    private static final Pattern NUMBER = Pattern.compile("\\b\\d{5}\\b");
    private static final String CONFIRMED = "/metadata/annotations/exposedapp.io/confirmed: true";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, List<JsonNode>> objects;

    Dump(Collection<? extends JsonNode> all) {
        objects = all.stream().collect(Collectors.groupingBy(Dump::namespace));
    }

    /** Its own, but an entry is in its holder's. */
    private static String namespace(JsonNode object) {
        return object.at(object.path("kind").asText().equals("NodePortReservation") ? "/spec/holder/namespace" : "/metadata/namespace")
                .asText();
    }

    /** Objects of a kind in a namespace; entries are in their holder's. */
    List<JsonNode> of(String namespace, String kind) {
        return objects.getOrDefault(namespace, List.of()).stream().filter(object -> object.path("kind").asText().equals(kind)).toList();
    }

    /** Services by which the operator keeps numbers of the run in the API server's allocator. */
    List<JsonNode> holds(Run run) {
        return of(CrashCluster.SYSTEM, "Service").stream()
                .filter(service -> run.numbers().containsValue(service.at("/spec/ports/0/nodePort").asInt()))
                .toList();
    }

    /** One line a field, "Service shop /spec/type: NodePort"; comparable with any other run at the same step. */
    String text(Run run) {
        var names = run.numbers().entrySet().stream().collect(Collectors.toMap(e -> e.getValue().toString(), Map.Entry::getKey));
        var apps = of(run.namespace(), "ExposedApp");
        return Stream.concat(objects.getOrDefault(run.namespace(), List.of()).stream(), holds(run).stream()).flatMap(Dump::lines)
                .map(line -> owned(line.replace(run.namespace(), "NAMESPACE"), apps))
                .map(line -> UID.matcher(line).replaceAll("UID-OF-ANOTHER"))
                .map(line -> TIME.matcher(line).replaceAll("TIME"))
                .map(line -> NUMBER.matcher(line).replaceAll(number -> names.getOrDefault(number.group(), number.group()))).sorted()
                .collect(Collectors.joining("\n"));
    }

    private static String owned(String line, List<JsonNode> apps) {
        var owned = line;
        for (JsonNode app : apps) {
            owned = owned.replace(app.at("/metadata/uid").asText(), "UID-OF-APP-" + app.at("/metadata/name").asText());
        }
        return owned;
    }

    private static Stream<String> lines(JsonNode object) {
        var subject = object.path("kind").asText() + " " + object.at("/metadata/name").asText() + " ";
        return Stream.concat(Stream.of(subject + "is there"),
                leaves("", essence(object)).filter(leaf -> !leaf.equals(CONFIRMED)).map(leaf -> subject + leaf));
    }

    private static Stream<String> leaves(String path, JsonNode node) {
        if (node.isValueNode()) {
            return Stream.of(path + ": " + node.asText());
        }
        return node.isArray()
                ? IntStream.range(0, node.size()).boxed().flatMap(index -> leaves(path + "/" + index, node.get(index)))
                : node.properties().stream().flatMap(field -> leaves(path + "/" + field.getKey(), field.getValue()));
    }

    /** Of pods, what the operator decides: their name, which has the revision, and whose they are; and whether they came up. */
    private static JsonNode essence(JsonNode object) {
        var meta = object.path("metadata");
        var essence = JSON.createObjectNode().put("terminating", meta.has("deletionTimestamp"));
        essence.putObject("metadata").setAll(Map.of("labels", meta.path("labels"), "annotations", meta.path("annotations"),
                "ownerReferences", meta.path("ownerReferences")));
        switch (object.path("kind").asText()) {
            case "Pod" -> essence.put("ready", ready(object));
            case "ControllerRevision" -> essence.set("revision", object.path("revision"));
            default -> {
                var spec = object.path("spec").<ObjectNode>deepCopy();
                essence.set("spec", spec.remove(List.of("clusterIP", "clusterIPs", "since", "until")));
                var status = object.path("status").deepCopy();
                status.path("conditions").forEach(condition -> ((ObjectNode) condition).remove("lastTransitionTime"));
                essence.set("status", status);
            }
        }
        return essence;
    }

    static boolean ready(JsonNode object) {
        for (JsonNode condition : object.at("/status/conditions")) {
            if (condition.path("type").asText().equals("Ready")) {
                return condition.path("status").asText().equals("True");
            }
        }
        return false;
    }
}

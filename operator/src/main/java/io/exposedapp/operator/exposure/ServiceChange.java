package io.exposedapp.operator.exposure;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.exposedapp.api.v1.Api;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The write that makes a seen Service the desired one: a JSON patch that tests UID and resourceVersion first and replaces
 * {@code spec.ports} whole. Apply alone would never remove a port that another field manager added.
 *
 * @param what changed, for the log: names of fields
 * @param numbers of the ports that it writes; none where it leaves the ports as they are
 */
public record ServiceChange(ArrayNode patch, List<String> what, SortedSet<Integer> numbers) {

    public ServiceChange {
        what = List.copyOf(what);
        numbers = Collections.unmodifiableSortedSet(new TreeSet<>(numbers));
    }

    /** Nothing where the Service is as desired: an identical write would still be a request. */
    public static Optional<ServiceChange> between(SeenService seen, DesiredService desired) {
        var patch = new ServicePatch(seen);
        patch.owner(seen, desired.app(), desired.appUid());
        patch.labels(seen, desired.labels(), unwantedLabels(seen, desired));
        patch.annotations(seen, desired.annotations(), unwantedAnnotations(seen, desired));
        if (!seen.type().equals(desired.type())) {
            patch.set("/spec/type", JsonNodeFactory.instance.textNode(desired.type()), "type");
        }
        if (!seen.ports().equals(inOrderOf(seen, desired))) {
            patch.ports(desired.ports());
        }
        if (!seen.selector().equals(desired.selector())) {
            patch.set("/spec/selector", selector(desired.selector()), "selector");
        }
        patch.policies(seen, desired);
        return patch.change();
    }

    /** What it asks for: values by their JSON pointers, without what it tests. */
    public SortedMap<String, String> asked() {
        var asked = new TreeMap<String, String>();
        patch.forEach(operation -> {
            if (!operation.path("op").asText().equals("test")) {
                asked.put(operation.path("path").asText(), operation.path("value").toString());
            }
        });
        return asked;
    }

    /** What was asked for and is not so, a clause for each field. */
    public List<String> differences(SeenService seen) {
        return what.stream().map(field -> {
            var is = stored(seen, field);
            return is == null ? field : field + " is " + is + ", asked for " + asked(field);
        }).toList();
    }

    private String asked(String field) {
        for (var operation : patch) {
            if (operation.path("path").asText().equals("/spec/" + field)) {
                var value = operation.path("value");
                return value.isTextual() ? value.asText() : value.toString();
            }
        }
        return "none";
    }

    /** Null of what is too much to be named. */
    private static @Nullable String stored(SeenService seen, String field) {
        var policies = seen.policies();
        return switch (field) {
            case "type" -> seen.type();
            case "selector" -> selector(seen.selector()).toString();
            case "ports" -> ports(seen.ports()).toString();
            case "externalTrafficPolicy" -> policies.externalTrafficPolicy();
            case "internalTrafficPolicy" -> policies.internalTrafficPolicy();
            case "sessionAffinity" -> policies.sessionAffinity();
            case "ipFamilyPolicy" -> policies.ipFamilyPolicy();
            default -> null;
        };
    }

    private static Set<String> unwantedLabels(SeenService seen, DesiredService desired) {
        var unwanted = new TreeSet<>(seen.ownLabels());
        if (desired.adopted()) {
            unwanted.addAll(ArgoTracking.LABELS);
        }
        return unwanted;
    }

    private static Set<String> unwantedAnnotations(SeenService seen, DesiredService desired) {
        var unwanted = new TreeSet<>(seen.ownAnnotations());
        unwanted.add(Api.ADOPTING_ANNOTATION);
        if (desired.adopted()) {
            unwanted.addAll(ArgoTracking.ANNOTATIONS);
        }
        return unwanted;
    }

    /** The order of ports means nothing: the API server keeps the one it was given, and a merge by hand may have changed it. */
    private static List<ServicePort> inOrderOf(SeenService seen, DesiredService desired) {
        return Set.copyOf(seen.ports()).equals(Set.copyOf(desired.ports())) && seen.ports().size() == desired.ports().size()
                ? seen.ports()
                : desired.ports();
    }

    private static ObjectNode selector(Map<String, String> labels) {
        var selector = JsonNodeFactory.instance.objectNode();
        new TreeMap<>(labels).forEach(selector::put);
        return selector;
    }

    static ArrayNode ports(List<ServicePort> ports) {
        var array = JsonNodeFactory.instance.arrayNode();
        for (ServicePort port : ports) {
            var node = array.addObject().put("name", port.name()).put("protocol", port.protocol()).put("port", port.port())
                    .put("targetPort", port.targetPort());
            if (port.hasNodePort()) {
                node.put("nodePort", port.nodePort());
            }
            if (port.appProtocol() != null) {
                node.put("appProtocol", port.appProtocol());
            }
        }
        return array;
    }
}

package io.exposedapp.operator.exposure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.app.ControllerReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A JSON patch (RFC 6902) in the making; its first operations test the UID and resourceVersion of what was seen. */
final class ServicePatch {

    private final ArrayNode operations = JsonNodeFactory.instance.arrayNode();
    private final TreeSet<String> what = new TreeSet<>();
    private final TreeSet<Integer> numbers = new TreeSet<>();

    ServicePatch(SeenService seen) {
        test("/metadata/uid", seen.uid());
        test("/metadata/resourceVersion", seen.resourceVersion());
    }

    /** Nothing where nothing was to be changed: an identical write would still be a request. */
    Optional<ServiceChange> change() {
        return what.isEmpty() ? Optional.empty() : Optional.of(new ServiceChange(operations, List.copyOf(what), numbers));
    }

    private void test(String path, String value) {
        operations.addObject().put("op", "test").put("path", path).put("value", value);
    }

    void set(String path, JsonNode value, String field) {
        operations.addObject().put("op", "add").put("path", path).set("value", value);
        what.add(field);
    }

    void ports(List<ServicePort> ports) {
        set("/spec/ports", ServiceChange.ports(ports), "ports");
        ports.stream().filter(ServicePort::hasNodePort).map(ServicePort::nodePort).forEach(numbers::add);
    }

    /** The app is its controller; other owners stay. */
    void owner(SeenService seen, AppRef app, String uid) {
        var controller = seen.controller();
        if (controller == null || !controller.uid().equals(uid)) {
            var reference = ControllerReference.json(app, uid);
            set("/metadata/ownerReferences" + (seen.hasOwners() ? "/-" : ""),
                    seen.hasOwners() ? reference : JsonNodeFactory.instance.arrayNode().add(reference), "ownerReferences");
        }
    }

    void labels(SeenService seen, SortedMap<String, String> desired, Set<String> unwanted) {
        map("/metadata/labels", seen.hasLabels(), seen.labels(), desired, unwanted);
    }

    void annotations(SeenService seen, SortedMap<String, String> desired, Set<String> unwanted) {
        map("/metadata/annotations", seen.hasAnnotations(), seen.annotations(), desired, unwanted);
    }

    /**
     * Labels or annotations.
     *
     * @param exists there are any, be it such as are not known
     * @param unwanted keys that go unless they are desired; all others stay as somebody else set them
     */
    private void map(String path, boolean exists, Map<String, String> seen, SortedMap<String, String> desired, Set<String> unwanted) {
        if (!exists && !desired.isEmpty()) {
            set(path, JsonNodeFactory.instance.objectNode(), field(path));
        }
        desired.forEach((key, value) -> {
            if (!value.equals(seen.get(key))) {
                set(path + "/" + escaped(key), JsonNodeFactory.instance.textNode(value), field(path));
            }
        });
        for (String key : new TreeSet<>(unwanted)) {
            if (seen.containsKey(key) && !desired.containsKey(key)) {
                remove(path + "/" + escaped(key), field(path));
            }
        }
    }

    void policies(SeenService seen, DesiredService service) {
        var now = seen.policies();
        var desired = service.policies();
        // Of a type that has none, the API server itself takes it away with the type before.
        if (service.external()) {
            policy("externalTrafficPolicy", now.externalTrafficPolicy(), desired.externalTrafficPolicy());
        }
        policy("internalTrafficPolicy", now.internalTrafficPolicy(), desired.internalTrafficPolicy());
        policy("ipFamilyPolicy", now.ipFamilyPolicy(), desired.ipFamilyPolicy());
        if (!now.sessionAffinity().equals(desired.sessionAffinity()) && seen.hasSessionAffinityConfig()) {
            remove("/spec/sessionAffinityConfig", "sessionAffinity");
        }
        policy("sessionAffinity", now.sessionAffinity(), desired.sessionAffinity());
    }

    private void policy(String field, @Nullable String seen, String desired) {
        if (!desired.equals(seen)) {
            set("/spec/" + field, JsonNodeFactory.instance.textNode(desired), field);
        }
    }

    private void remove(String path, String field) {
        operations.addObject().put("op", "remove").put("path", path);
        what.add(field);
    }

    private static String field(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** RFC 6901. */
    private static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }
}

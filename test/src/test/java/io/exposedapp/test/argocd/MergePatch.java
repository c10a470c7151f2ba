package io.exposedapp.test.argocd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A JSON merge patch (RFC 7386), as Argo CD makes one of what an action has changed. */
final class MergePatch {

    private MergePatch() {
    }

    /** What turns one object into the other; what is gone is null in it. */
    static ObjectNode between(JsonNode before, JsonNode after) {
        var patch = JsonNodeFactory.instance.objectNode();
        before.fieldNames().forEachRemaining(name -> {
            if (!after.has(name)) {
                patch.putNull(name);
            }
        });
        after.properties().forEach(field -> {
            var was = before.path(field.getKey());
            var is = field.getValue();
            if (was.isObject() && is.isObject() && !was.equals(is)) {
                patch.set(field.getKey(), between(was, is));
            } else if (!was.equals(is)) {
                patch.set(field.getKey(), is);
            }
        });
        return patch;
    }
}

package io.exposedapp.operator.ledger;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.exposedapp.api.v1.Api;

/**
 * What is written over an entry that is there, as a JSON merge patch (RFC 7386): its whole spec, and of its metadata what this operator has
 * to say. All other labels and annotations belong to those who put them there.
 */
public final class EntryPatch {

    private static final ObjectMapper TREES = new ObjectMapper();

    private EntryPatch() {
    }

    /** Its resourceVersion is a precondition: where it is outdated the API server answers 409, even if nothing would change. */
    public static ObjectNode of(Entry entry) {
        var patch = JsonNodeFactory.instance.objectNode();
        var metadata = patch.putObject("metadata").put("uid", entry.uid()).put("resourceVersion", entry.resourceVersion());
        if (entry.confirmed()) {
            metadata.putObject("annotations").put(Api.CONFIRMED_ANNOTATION, "true");
        }
        ObjectNode spec = TREES.valueToTree(EntryText.spec(entry));
        if (entry.until() == null) {
            // What a merge patch does not name stays as it was.
            spec.putNull("until");
        }
        patch.set("spec", spec);
        return patch;
    }
}

package io.exposedapp.test.scenario.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.exposedapp.test.scenario.contract.Moment.Shown;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * The object that a moment is about.
 *
 * @param path in the API
 * @param kubectl its name for kubectl, with the kind, "xapp/web"
 * @param words that the message of Ready has: the moment is the one that is meant
 * @param lookedAt the operator has looked at its newest generation
 */
record Subject(String path, String kubectl, String words, boolean lookedAt) {

    private static final String NONE = "–";

    /** Before the operator looks. */
    Subject notLookedAt() {
        return new Subject(path, kubectl, words, false);
    }

    /** Whether the object's conditions are those of the row, for the reason that is meant. */
    boolean isAt(Shown expected, JsonNode object) {
        return conditions(object).equals(List.of(expected.ready(), expected.stalled(), expected.reason()))
                && condition(object, "Ready").path("message").asText().contains(words)
                && lookedAt == (object.at("/status/observedGeneration").asLong() == object.at("/metadata/generation").asLong());
    }

    /** Ready, Stalled and the reason of Ready, as the page spells them. */
    static List<String> conditions(JsonNode object) {
        var ready = condition(object, "Ready");
        return List.of(ready.path("status").asText(NONE), condition(object, "Stalled").path("status").asText(NONE),
                ready.path("reason").asText(NONE));
    }

    private static JsonNode condition(JsonNode object, String type) {
        var conditions = object.at("/status/conditions");
        return StreamSupport.stream(conditions.spliterator(), false).filter(condition -> condition.path("type").asText().equals(type))
                .findFirst().orElse(MissingNode.getInstance());
    }
}

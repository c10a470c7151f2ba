package io.exposedapp.test.crash;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.exposedapp.api.v1.Api;
import io.fabric8.kubernetes.client.http.HttpRequest;
import java.io.UncheckedIOException;
import java.util.stream.Stream;

/** The writes to a Service that take it over, in their order; each is known by what its JSON patch changes. */
enum AdoptionStep {
    BEGUN("makes it the app's"),
    LED("leads it to the app's pods"),
    NAMED("gives its ports the app's names"),
    ENDED("takes away what told how far it had come");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String text;

    AdoptionStep(String text) {
        this.text = text;
    }

    /** "leads it to the app's pods". */
    String text() {
        return text;
    }

    boolean isMadeBy(HttpRequest write) {
        if (!write.method().equals("PATCH") || !write.uri().getPath().contains("/services/")) {
            return false;
        }
        try {
            return isMadeBy(JSON.readTree(write.bodyString()));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isMadeBy(JsonNode patch) {
        return switch (this) {
            case BEGUN -> changes(patch).anyMatch(path -> path.startsWith("/metadata/ownerReferences"));
            case LED -> changes(patch).anyMatch("/spec/selector"::equals);
            case NAMED -> changes(patch).anyMatch("/spec/ports"::equals) && changes(patch).noneMatch("/spec/selector"::equals);
            case ENDED -> forgets(patch);
        };
    }

    private static Stream<String> changes(JsonNode patch) {
        return patch.valueStream().filter(operation -> !operation.path("op").asText().equals("test"))
                .map(operation -> operation.path("path").asText());
    }

    private static boolean forgets(JsonNode patch) {
        var annotation = "/metadata/annotations/" + Api.ADOPTING_ANNOTATION.replace("/", "~1");
        return patch.valueStream().anyMatch(
                operation -> operation.path("op").asText().equals("remove") && operation.path("path").asText().equals(annotation));
    }
}

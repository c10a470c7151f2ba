package io.exposedapp.operator.app;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.exposedapp.api.v1.ExposedAppSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import java.io.IOException;
import java.util.List;

/**
 * What a spec says about the app's pods, as canonical JSON: the fields of the container, what the container listens on, and which of its
 * ports the default readiness probe connects to, which the order of the ports decides. Not the number of pods, and
 * nothing of the Service: neither is worth a restart. A field that is added to the API later joins the list only if pods must be replaced
 * when it is set, and an unset one leaves every hash as it was.
 */
public final class CanonicalIntent {

    private static final List<String> FIELDS = List.of("image", "command", "args", "env", "envFrom", "resources", "imagePullPolicy",
            "imagePullSecrets", "serviceAccountName", "securityContext", "lifecycle", "terminationGracePeriodSeconds", "volumes",
            "volumeMounts", "livenessProbe", "readinessProbe", "startupProbe", "defaultReadinessProbe");

    private static final List<String> ROLLOUT_FIELDS = List.of("restartedAt", "drainSeconds");

    private static final ObjectMapper TREES = new ObjectMapper().addMixIn(Quantity.class, PlainQuantity.class);

    private CanonicalIntent() {
    }

    public static JsonNode of(ExposedAppSpec spec) {
        JsonNode tree = TREES.valueToTree(spec);
        var said = JsonNodeFactory.instance.objectNode();
        FIELDS.forEach(field -> said.set(field, tree.get(field)));
        said.set("ports", ports(spec.ports().stream().map(Port::from).toList()));
        DefaultProbe.port(spec).ifPresent(port -> said.put("probedPort", port.name()));
        var rollout = rollout(tree.path("rollout"));
        if (!rollout.isEmpty()) {
            said.set("rollout", rollout);
        }
        if (defaultPullPolicy(spec.image()).equals(spec.imagePullPolicy())) {
            said.remove("imagePullPolicy");
        }
        return Canonical.of(said);
    }

    /** Only what is said: how pods replace each other is worth no restart. */
    private static ObjectNode rollout(JsonNode said) {
        var rollout = JsonNodeFactory.instance.objectNode();
        ROLLOUT_FIELDS.stream().filter(said::hasNonNull).forEach(field -> rollout.set(field, said.get(field)));
        return rollout;
    }

    /** As the API server sets it: an image without tag and digest means {@code latest}, which is pulled always. */
    private static String defaultPullPolicy(String image) {
        var last = image.substring(image.lastIndexOf('/') + 1);
        var digest = last.indexOf('@');
        var named = digest < 0 ? last : last.substring(0, digest);
        var latest = named.contains(":") ? named.endsWith(":latest") : digest < 0;
        return latest ? "Always" : "IfNotPresent";
    }

    private static ArrayNode ports(List<Port> ports) {
        var array = JsonNodeFactory.instance.arrayNode();
        ports.stream().sorted().map(CanonicalIntent::port).forEach(array::add);
        return array;
    }

    private static ObjectNode port(Port port) {
        return JsonNodeFactory.instance.objectNode().put("name", port.name()).put("containerPort", port.containerPort()).put("protocol",
                port.protocol());
    }

    /** Quantities by their value: {@code 1000m} is {@code 1}. */
    @JsonSerialize(using = PlainQuantity.Writer.class)
    private static final class PlainQuantity {

        private static final class Writer extends JsonSerializer<Quantity> {

            /** Before or after the decimal point. */
            private static final int MOST_DIGITS = 40;

            @Override
            public void serialize(Quantity quantity, JsonGenerator out, SerializerProvider provider) throws IOException {
                out.writeString(plain(quantity));
            }

            private static String plain(Quantity quantity) {
                try {
                    var amount = quantity.getNumericalAmount().stripTrailingZeros();
                    // Written out, 1e40000000 would be 40 MB. Kubernetes caps an amount far below this and rounds to 9 places.
                    return Math.abs((long) amount.precision() - amount.scale()) > MOST_DIGITS || amount.scale() > MOST_DIGITS
                            ? quantity.toString()
                            : amount.toPlainString();
                } catch (ArithmeticException | IllegalArgumentException _) {
                    // The API server will refuse the pod, in its own words: what was said is what it was.
                    return quantity.toString();
                }
            }
        }
    }
}

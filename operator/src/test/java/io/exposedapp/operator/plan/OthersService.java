package io.exposedapp.operator.plan;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.exposedapp.operator.app.App;
import io.exposedapp.operator.app.Labels;
import io.exposedapp.operator.exposure.DesiredService;
import io.exposedapp.operator.exposure.SeenService;
import io.exposedapp.operator.exposure.ServicePolicies;
import io.exposedapp.operator.exposure.ServicePort;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What others make of the Service of the app's Service name, told in YAML: one that leads to their pods, or what they write back. */
final class OthersService {

    private static final Pattern PORT = Pattern.compile("(?:(\\S+) )?(\\d+):(\\d+)/(\\w+)");
    private static final ObjectMapper JSON = new ObjectMapper();

    private OthersService() {
    }

    static SeenService seen(App app, JsonNode text, SeenService.@Nullable Controller controller) {
        var led = text.path("led").asBoolean();
        var ports = text.path("ports").valueStream().map(port -> port(port.asText())).map(port -> led ? leading(app, port) : port).toList();
        return new SeenService(app.ref().namespace(), app.service().name(), "svc-1", "7", false, controller, controller != null,
                text.path("type").asText(DesiredService.TYPE), ports, 0,
                led ? Labels.selector(app.ref().name()) : Map.of("app", "legacy"), map(text.path("labels")),
                map(text.path("annotations")), Set.of(), Set.of(), ServicePolicies.of(null, null, null, null), false,
                text.path("headless").asBoolean(), null);
    }

    /** Under its name, to the app's port of the same number. */
    private static ServicePort leading(App app, ServicePort port) {
        var target = app.ports().stream().filter(p -> p.port() == port.port()).findFirst().orElseThrow().name();
        return new ServicePort(port.name(), port.protocol(), port.port(), target, port.nodePort(), null);
    }

    /** The same with these annotations too, of the operator's own. */
    static SeenService annotated(SeenService s, JsonNode text) {
        var annotations = new TreeMap<>(s.annotations());
        annotations.putAll(map(text));
        return new SeenService(s.namespace(), s.name(), s.uid(), s.resourceVersion(), s.terminating(), s.controller(), s.hasOwners(),
                s.type(), s.ports(), s.healthCheckNodePort(), s.selector(), s.labels(), annotations, s.ownLabels(), annotations.keySet(),
                s.policies(), s.hasSessionAffinityConfig(), s.headless(), s.otherWriter());
    }

    /** Reads {@code 8181-80 8181:30003/TCP}, or the same without a name. */
    static ServicePort port(String text) {
        var parts = PORT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(text + " is no port");
        }
        return new ServicePort(parts.group(1), parts.group(4), Integer.parseInt(parts.group(2)), "80", Integer.parseInt(parts.group(3)),
                null);
    }

    static Contest contest(JsonNode text) {
        return new Contest(text.path("manager").asText(), Situation.NOW.minusSeconds(1), List.of("selector"), text.path("repairs").asInt(),
                Situation.NOW.plusSeconds(text.path("pause").asInt()), Situation.NOW.plusSeconds(60));
    }

    private static Map<String, String> map(JsonNode node) {
        return node.isMissingNode() ? Map.of() : JSON.convertValue(node, new TypeReference<>() {
        });
    }
}

package io.exposedapp.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.exposedapp.api.v1.Api;
import io.exposedapp.api.v1.ExposedApp;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** ExposedApps as users write and edit them. An edit makes a new object, for caches may still show the old one. */
final class Apps {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Apps() {
    }

    static ExposedApp of(AppKey key, List<Wish> ports) {
        var json = JSON.createObjectNode();
        json.put("apiVersion", Api.GROUP + "/" + Api.VERSION).put("kind", "ExposedApp");
        json.putObject("metadata").put("namespace", key.namespace()).put("name", key.name());
        // No pods: this is about numbers.
        json.putObject("spec").put("image", "registry.example/model:1").put("replicas", 0);
        return read(withPorts(json, ports));
    }

    static ExposedApp withPorts(ExposedApp app, List<Wish> ports) {
        return read(withPorts(JSON.valueToTree(app), ports));
    }

    /** The same app without what makes it this one: as it is in Git. */
    static ExposedApp again(ExposedApp app) {
        var again = read(JSON.valueToTree(app));
        again.setMetadata(new ObjectMetaBuilder().withNamespace(app.getMetadata().getNamespace()).withName(app.getMetadata().getName())
                .withAnnotations(app.getMetadata().getAnnotations()).build());
        again.setStatus(null);
        return again;
    }

    static ExposedApp disabled(ExposedApp app, boolean disabled) {
        var edited = read(JSON.valueToTree(app));
        edited.getMetadata().setAnnotations(disabled ? Map.of(Api.RECONCILE_ANNOTATION, Api.RECONCILE_DISABLED) : Map.of());
        return edited;
    }

    /** With another ledger and reclaim policy; null leaves either out. */
    static ExposedApp exposed(ExposedApp app, @Nullable String ledger, @Nullable String reclaimPolicy) {
        ObjectNode json = JSON.valueToTree(app);
        ((ObjectNode) json.get("spec")).putObject("exposure").put("ledger", ledger).put("reclaimPolicy", reclaimPolicy);
        return read(json);
    }

    /** The ledger that it asks for, or null. */
    static @Nullable String ledger(ExposedApp app) {
        return app.getSpec().exposure() == null ? null : app.getSpec().exposure().ledger();
    }

    static List<Wish> ports(ExposedApp app) {
        return app.getSpec().ports().stream().map(Wish::of).toList();
    }

    static @Nullable Wish port(ExposedApp app, String name) {
        return ports(app).stream().filter(p -> p.name().equals(name)).findFirst().orElse(null);
    }

    static boolean disabled(ExposedApp app) {
        var annotations = app.getMetadata().getAnnotations();
        return annotations != null && Api.RECONCILE_DISABLED.equals(annotations.get(Api.RECONCILE_ANNOTATION));
    }

    private static ObjectNode withPorts(ObjectNode app, List<Wish> ports) {
        var list = ((ObjectNode) app.get("spec")).putArray("ports");
        ports.forEach(port -> list.add(port.json()));
        return app;
    }

    private static ExposedApp read(ObjectNode json) {
        try {
            return JSON.treeToValue(json, ExposedApp.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}

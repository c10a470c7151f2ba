package io.exposedapp.operator.workload;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.api.v1.ExposedAppSpec;
import io.exposedapp.api.v1.PortSpec;
import io.exposedapp.api.v1.RolloutSpec;
import io.exposedapp.operator.app.App;
import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.app.Names;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The app of these tests: {@code shop/web}, whose revisions go by their images. */
final class Shop {

    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    static final AppRef WEB = new AppRef("shop", "web");
    static final String UID = "web-uid";

    private Shop() {
    }

    static App read(String yaml) {
        return App.from(object(yaml));
    }

    static ExposedAppSpec spec(String yaml) {
        return object(yaml).getSpec();
    }

    private static ExposedApp object(String yaml) {
        return Serialization.unmarshal(yaml, ExposedApp.class);
    }

    static App web(String image, int replicas) {
        return web(UID, image, replicas);
    }

    static App web(String uid, String image, int replicas) {
        return web(uid, image, replicas, null);
    }

    static App web(String uid, String image, int replicas, @Nullable RolloutSpec rollout) {
        var object = new ExposedApp();
        object.setMetadata(new ObjectMetaBuilder().withNamespace(WEB.namespace()).withName(WEB.name()).withUid(uid).build());
        object.setSpec(spec(image, replicas, rollout));
        return App.from(object);
    }

    static ExposedAppSpec spec(String image, int replicas, @Nullable RolloutSpec rollout) {
        return new ExposedAppSpec(image, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                null, replicas, List.of(new PortSpec("http", 80, null, null, null, null, null)), null, rollout, null);
    }

    /** The hash of the revision with this image. */
    static String hash(String image) {
        return Revision.of(web(image, 1), List.of()).hash();
    }

    static SeenRevision revision(String image, long number, Instant createdAt, @Nullable String controllerUid) {
        var app = web(image, 1);
        var revision = Revision.of(app, List.of());
        var name = Names.revision(WEB.name(), revision.hash());
        return new SeenRevision(WEB, name, "uid-of-" + name, "1", revision.hash(), number, revision.intent(),
                Set.copyOf(app.portOrder()), createdAt, controllerUid, null);
    }
}

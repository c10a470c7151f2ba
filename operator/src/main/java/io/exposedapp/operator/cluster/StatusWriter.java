package io.exposedapp.operator.cluster;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.api.v1.ExposedAppStatus;
import io.exposedapp.api.v1.NodePortLedger;
import io.exposedapp.api.v1.NodePortLedgerStatus;
import io.exposedapp.operator.app.App;
import io.exposedapp.operator.app.AppRef;
import io.exposedapp.operator.app.Names;
import io.exposedapp.operator.plan.Failure;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a status when it differs, and not more often than its pace: a server-side apply with the UID, so that what is left out goes away
 * and a re-created object never gets the status of its predecessor.
 */
public final class StatusWriter {

    static final Duration APP_PACE = Duration.ofMillis(500);
    static final Duration LEDGER_PACE = Duration.ofSeconds(1);
    private static final Duration GONE = Duration.ofSeconds(5);
    private static final PatchContext APPLY = new PatchContext.Builder().withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager(Names.OPERATOR).withForce(true).build();

    /** What came of it. */
    public sealed interface Written {

        /** It is there now, and was not before; or it would be, where nothing may be written. */
        record Changed() implements Written {
        }

        record Unchanged() implements Written {
        }

        /** By the API server's answer the object is gone, or is another one of the same name: look again then, if the caches still have it. */
        record Gone(Instant lookAgain) implements Written {
        }

        /** Too soon after the last one: come back then. */
        record TooSoon(Instant notBefore) implements Written {
        }
    }

    private final KubernetesClient client;
    private final Caches caches;
    private final PlannedWrites planned;
    private final InstantSource clock;
    private final Map<String, Instant> lastWrites = new ConcurrentHashMap<>();

    public StatusWriter(KubernetesClient client, Caches caches, PlannedWrites planned, InstantSource clock) {
        this.client = client;
        this.caches = caches;
        this.planned = planned;
        this.clock = clock;
    }

    public Written write(App app, ExposedAppStatus status) {
        return write(app.ref(), app.uid(), app.status(), status);
    }

    /**
     * Writes the status of an app that may not be readable.
     *
     * @param before the one that it has, or null
     */
    public Written write(AppRef ref, String uid, @Nullable ExposedAppStatus before, ExposedAppStatus status) {
        var object = new ExposedApp();
        object.setMetadata(new ObjectMetaBuilder().withNamespace(ref.namespace()).withName(ref.name()).withUid(uid).build());
        object.setStatus(status);
        return write(object, before, status, APP_PACE, written -> caches.apps.written(written, AppReading.of(written)));
    }

    public Written write(NodePortLedger ledger, NodePortLedgerStatus status) {
        var object = new NodePortLedger();
        object.setMetadata(new ObjectMetaBuilder().withName(ledger.getMetadata().getName()).withUid(ledger.getMetadata().getUid()).build());
        object.setStatus(status);
        return write(object, ledger.getStatus(), status, LEDGER_PACE, written -> caches.ledgers.written(written, Slim.of(written)));
    }

    private <T extends HasMetadata> Written write(T object, @Nullable Object before, Object status, Duration pace,
            Consumer<T> cache) {
        if (Objects.equals(before, status)) {
            return new Written.Unchanged();
        }
        if (planned.only()) {
            var metadata = object.getMetadata();
            planned.add(PlannedWrite.status(HasMetadata.getPlural(object.getClass()),
                    Objects.requireNonNullElse(metadata.getNamespace(), ""), metadata.getName()));
            return new Written.Changed();
        }
        var uid = object.getMetadata().getUid();
        var now = clock.instant();
        var last = lastWrites.get(uid);
        if (last != null && now.isBefore(last.plus(pace))) {
            return new Written.TooSoon(last.plus(pace));
        }
        try {
            var written = Answer.object(client.resource(object).subresource("status").patch(APPLY));
            lastWrites.values().removeIf(at -> at.plus(LEDGER_PACE).isBefore(now));
            lastWrites.put(uid, now);
            cache.accept(written);
            return new Written.Changed();
        } catch (KubernetesClientException e) {
            var failure = ApiFailures.classify(e);
            if (failure instanceof Failure.Gone || failure instanceof Failure.Conflict) {
                return new Written.Gone(now.plus(GONE));
            }
            throw e;
        }
    }
}

package io.exposedapp.operator.cluster;

import io.exposedapp.api.v1.Api;
import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.operator.app.App;
import io.exposedapp.operator.app.Names;
import io.exposedapp.operator.plan.Failure;
import io.exposedapp.operator.status.EventDraft;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes events (events.k8s.io/v1), after the status write. One that is lost is never worth a retry: the status says the same. */
public final class EventRecorder {

    private static final Logger LOGGER = LoggerFactory.getLogger(EventRecorder.class);
    private static final DateTimeFormatter MICRO_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'")
            .withZone(ZoneOffset.UTC);

    private final KubernetesClient client;
    private final OperatorAccess access;
    private final PlannedWrites planned;
    private final String instance;
    private final InstantSource clock;

    /**
     * A recorder.
     *
     * @param instance name of this process, as events show it
     */
    public EventRecorder(KubernetesClient client, OperatorAccess access, PlannedWrites planned, String instance, InstantSource clock) {
        this.client = client;
        this.access = access;
        this.planned = planned;
        this.instance = instance;
        this.clock = clock;
    }

    public void record(App app, List<EventDraft> drafts) {
        for (EventDraft draft : drafts) {
            if (planned.only()) {
                planned.add(PlannedWrite.event(app.ref()));
                continue;
            }
            try {
                record(app, draft);
            } catch (KubernetesClientException e) {
                var failure = access.classify(e);
                // A namespace that is being deleted takes its events along; what the operator lacks is logged once, and not for each event.
                if (!(failure instanceof Failure.NamespaceTerminating || failure instanceof Failure.OfOperator)) {
                    LOGGER.atWarn().addKeyValue("app", app.ref()).addKeyValue("reason", draft.reason()).setCause(e).log("event is lost");
                }
            }
        }
    }

    private void record(App app, EventDraft draft) {
        // @formatter:off
        var event = new EventBuilder()
                .withNewMetadata()
                    .withNamespace(app.ref().namespace())
                    .withGenerateName(app.ref().name() + "-")
                .endMetadata()
                .withEventTime(new MicroTime(MICRO_TIME.format(clock.instant())))
                .withReportingController(Api.GROUP + "/" + Names.OPERATOR)
                .withReportingInstance(instance)
                .withType(draft.type())
                .withReason(draft.reason())
                .withAction(draft.action())
                .withNote(draft.note())
                .withNewRegarding()
                    .withApiVersion(Api.GROUP + "/" + Api.VERSION)
                    .withKind(ExposedApp.class.getSimpleName())
                    .withNamespace(app.ref().namespace())
                    .withName(app.ref().name())
                    .withUid(app.uid())
                .endRegarding()
                .build();
        // @formatter:on
        client.events().v1().events().inNamespace(app.ref().namespace()).resource(event).create();
    }
}

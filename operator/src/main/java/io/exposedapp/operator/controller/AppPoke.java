package io.exposedapp.operator.controller;

import io.exposedapp.api.v1.ExposedApp;
import io.exposedapp.operator.app.AppRef;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.ResourceAction;
import io.javaoperatorsdk.operator.processing.event.source.controller.ResourceEvent;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;

/** Asks JOSDK for a pass over an app. */
final class AppPoke extends SimpleInboundEventSource<ExposedApp> {

    AppPoke() {
        super("poke");
    }

    /** Many pokes before the pass begins are one pass. JOSDK drops one for an app that it does not know. */
    void poke(AppRef app) {
        propagateEvent(id(app));
    }

    /** The app exists: it is to have a pass also if JOSDK does not know it. */
    void exists(AppRef app) {
        if (isRunning()) {
            getEventHandler().handleEvent(new ResourceEvent(ResourceAction.UPDATED, id(app), null));
        }
    }

    private static ResourceID id(AppRef app) {
        return new ResourceID(app.name(), app.namespace());
    }
}

package io.exposedapp.operator.controller;

import io.exposedapp.api.v1.NodePortLedger;
import io.exposedapp.api.v1.NodePortReservation;
import io.exposedapp.operator.app.AppRef;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;

/** How JOSDK is told that an object is to have a pass. Many pokes before the pass begins are one pass. */
final class Pokes {

    final AppPoke apps = new AppPoke();
    final SimpleInboundEventSource<NodePortReservation> entries = new SimpleInboundEventSource<>("poke");
    final SimpleInboundEventSource<NodePortLedger> ledgers = new SimpleInboundEventSource<>("poke");

    void app(AppRef app) {
        apps.poke(app);
    }

    void entry(int number) {
        entries.propagateEvent(new ResourceID(Integer.toString(number)));
    }

    void ledger(String name) {
        ledgers.propagateEvent(new ResourceID(name));
    }
}
